/// The icons, in one style: lines on a grid of 24.
package enum Icon: Sendable, CaseIterable {
  case tick, warning, error, info, clock, cross, menu, chevron, back, forward, search, copy, eye, building, document
  case envelope, person, printer, lock, plus, upload, download, inbox

  var lines: StaticString {
    switch self {
    case .tick: "m5 12.5 4.5 4.5L19 7.5"
    case .warning: "M12 4 2.75 20h18.5zM12 10v4.5M12 17.2v.1"
    case .error: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5v5.5M12 16.2v.1"
    case .info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.8v.1"
    case .clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.25l3.25 2"
    case .cross: "m6 6 12 12M18 6 6 18"
    case .menu: "M4 7h16M4 12h16M4 17h16"
    case .chevron: "m7 10 5 5 5-5"
    case .back: "m14 6-6 6 6 6"
    case .forward: "m10 6 6 6-6 6"
    case .search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20"
    case .copy: "M9 9h11v11H9zM15 9V4H4v11h5"
    case .eye: "M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"
    case .building: "M5 21V4h9v17M14 9h5v12M3 21h18M8.5 8h2M8.5 12h2M8.5 16h2"
    case .document: "M6 3h8l5 5v13H6zM14 3v5h5M9 13h6M9 17h6"
    case .envelope: "M3 6h18v13H3zM3.5 6.5 12 13l8.5-6.5"
    case .person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6"
    case .printer: "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"
    case .lock: "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3"
    case .plus: "M12 5v14M5 12h14"
    case .upload: "M12 16V4M7 8.5 12 4l5 4.5M4 17v3h16v-3"
    case .download: "M12 4v12M7 11.5 12 16l5-4.5M4 17v3h16v-3"
    case .inbox: "M4 13 6.5 5h11L20 13v6H4zM4 13h5l1.5 2.5h3L15 13h5"
    }
  }
}

extension HTML {
  /// A decorative icon, hidden from screen readers: the text beside it says the same.
  package mutating func icon(_ icon: Icon) {
    raw("<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"")
    raw(icon.lines)
    raw("\"></path></svg>")
  }
}
