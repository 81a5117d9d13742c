// swift-tools-version: 6.2
import PackageDescription

// The order of this list is the rule of import (ARCHITECTURE.md): a target may use what stands above it.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// A part of the system or of the domain: one folder, with its texts, migrations and layouts where it has them.
func part(_ name: String, _ dependencies: [Target.Dependency], resources: [String] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources.map { .copy($0) }, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [String] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources.map { .copy($0) },
    swiftSettings: strict)
}

let package = Package(
  name: "kammerportal",
  products: [.executable(name: "kammerportal", targets: ["kammerportal"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-http-types.git", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-configuration.git", exact: "1.4.0", traits: ["YAML"]),
    .package(url: "https://github.com/apple/swift-system.git", exact: "1.8.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", exact: "2.13.0"),
  ],
  targets: [
    system("CPostgres", pkgConfig: "libpq", apt: "libpq-dev"),
    system("CSodium", pkgConfig: "libsodium", apt: "libsodium-dev"),
    system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CQREncode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
    system("CIDN2", pkgConfig: "libidn2", apt: "libidn2-dev"),

    part("Sodium", ["CSodium"]),
    part("Chronology", []),
    part(
      "Database",
      [
        "CPostgres", "Sodium", "Chronology", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"), logging,
      ]),
    part("Typesetting", ["CQREncode", logging], resources: ["Worker"]),
    part(
      "Web",
      [
        "CZlib", "Sodium", "Chronology", hummingbird, logging,
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      resources: ["Assets", "Texts"]),
    part("Journal", ["Database", "Sodium", "Chronology"], resources: ["Migrations"]),
    part("Settings", ["Database", "Journal", "Sodium", "Chronology"], resources: ["Migrations", "Texts"]),
    part("Work", ["Database", "Web", "Sodium", "Chronology", logging], resources: ["Migrations", "Views"]),
    part(
      "Postbox",
      ["CCurl", "CIDN2", "Database", "Typesetting", "Web", "Settings", "Work", "Sodium", "Chronology", logging],
      resources: ["Migrations", "Texts"]),
    part(
      "Accounts",
      [
        "CCrypto", "Typesetting", "Database", "Web", "Journal", "Settings", "Work", "Postbox", "Sodium", "Chronology",
        logging,
      ],
      resources: ["Migrations", "Views", "Texts", "Passwords"]),
    part(
      "Office", ["Database", "Web", "Journal", "Settings", "Accounts", "Sodium", "Chronology"],
      resources: ["Migrations", "Texts"]),
    part(
      "Registers",
      [
        "Typesetting", "Database", "Web", "Journal", "Settings", "Work", "Postbox", "Accounts", "Office", "Sodium",
        "Chronology",
      ],
      resources: ["Texts", "Layouts"]),
    part(
      "Companies",
      [
        "Typesetting", "Database", "Web", "Journal", "Settings", "Work", "Postbox", "Accounts", "Office", "Sodium",
        "Chronology",
      ],
      resources: ["Migrations", "Views", "Texts", "Layouts"]),
    part(
      "Apprenticeships",
      [
        "Database", "Web", "Journal", "Settings", "Work", "Postbox", "Accounts", "Office", "Registers", "Companies",
        "Sodium",
        "Chronology",
      ],
      resources: ["Migrations", "Views", "Texts"]),
    part(
      "Delegation",
      ["Database", "Web", "Journal", "Settings", "Work", "Postbox", "Accounts", "Office", "Companies", "Chronology"],
      resources: ["Migrations", "Texts"]),
    part(
      "Documents",
      [
        "Typesetting", "Database", "Web", "Journal", "Settings", "Work", "Postbox", "Accounts", "Office", "Registers",
        "Companies", "Apprenticeships", "Sodium", "Chronology",
      ],
      resources: ["Migrations", "Views", "Texts", "Layouts"]),
    part(
      "TrainingRecords",
      [
        "Typesetting", "Database", "Web", "Journal", "Settings", "Work", "Postbox", "Accounts", "Registers",
        "Companies", "Apprenticeships", "Documents", "Sodium", "Chronology",
      ],
      resources: ["Migrations", "Texts", "Layouts"]),
    part(
      "Exams",
      [
        "Database", "Web", "Journal", "Settings", "Work", "Accounts", "Office", "Registers", "Sodium",
        "Chronology",
      ],
      resources: ["Migrations", "Texts"]),
    part(
      "Chamber",
      [
        "Database", "Web", "Journal", "Settings", "Work", "Postbox", "Accounts", "Office", "Registers", "Companies",
        "Chronology",
      ],
      resources: ["Migrations", "Texts"]),
    part(
      "Portal",
      [
        "Database", "Typesetting", "Web", "Journal", "Settings", "Work", "Postbox", "Accounts", "Office", "Registers",
        "Companies",
        "Apprenticeships", "Delegation", "Documents", "TrainingRecords", "Exams", "Chamber", "Sodium", "Chronology",
        hummingbird, logging,
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      resources: ["Texts"]),
    .executableTarget(
      name: "kammerportal",
      dependencies: [
        "Portal", "Accounts", "Chamber", "Database", "Chronology", "Journal", "Postbox", "Documents",
        "Typesetting", "Web", "Work", logging, .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestDatabases", dependencies: ["Database", "Sodium", logging], path: "Tests/TestDatabases",
      swiftSettings: strict),
    .target(
      name: "TestPortal",
      dependencies: [
        "Portal", "Database", "Postbox", "Accounts", "Office", "Registers", "Companies", "Chamber", "Work", "Web",
        "Sodium",
        "Settings",
        "Chronology", "TestDatabases", "Typesetting", hummingbird, logging,
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      path: "Tests/TestPortal", resources: [.copy("Guests")], swiftSettings: strict),
    tests("ChronologyTests", ["Chronology"]),
    tests("DatabaseTests", ["Database", "Chronology", "TestDatabases", logging]),
    tests("TypesettingTests", ["Typesetting", logging]),
    tests("WebTests", ["Web", "Chronology"]),
    tests("WorkTests", ["Work", "Chronology"]),
    tests("PostboxTests", ["Postbox", "Chronology"], resources: ["Peer"]),
    tests("AccountsTests", ["Accounts", "Chronology", "Database", "Settings", "Sodium", "Web", "Work"]),
    tests(
      "CompaniesTests",
      [
        "Accounts", "Companies", "Chronology", "Database", "Portal", "Postbox", "TestPortal", "TestDatabases", "Web",
        "Work",
      ]),
    tests("ApprenticeshipsTests", ["Apprenticeships", "Accounts", "Companies"]),
    tests(
      "TrainingRecordsTests",
      ["TrainingRecords", "Accounts", "Apprenticeships", "Companies", "Chronology", "Typesetting", "Web"]),
    tests(
      "DocumentsTests",
      ["Documents", "Accounts", "Apprenticeships", "Companies", "Exams", "Chronology", "Sodium", "Web"]),
    tests(
      "PortalTests",
      [
        "Portal", "Accounts", "Registers", "Companies", "Apprenticeships", "Delegation", "Documents", "TrainingRecords",
        "Exams", "Chamber", "Chronology", "Database", "Typesetting", "Journal", "Office", "Postbox", "Settings",
        "Sodium",
        "TestPortal",
        "TestDatabases", "Web", "Work", logging,
      ],
      exclude: ["route-matrix.txt"]),
  ]
)
