import Testing

@testable import Portal

struct PostgresPasswordTests {
  @Test(arguments: [
    ("postgresql://kammer:geheim@db.example:5433/portal", "postgresql://kammer@db.example:5433/portal"),
    ("postgresql://kammer@db/portal?password=geheim", "postgresql://kammer@db/portal"),
    (
      "postgresql://kammer:ge%2Fheim@db/portal?sslmode=require&password=geheim",
      "postgresql://kammer@db/portal?sslmode=require"
    ), ("postgresql:///portal?host=/run/postgresql", "postgresql:///portal?host=/run/postgresql"),
  ])
  func `no argument of PostgreSQL's programs holds the password`(given: String, shown: String) {
    #expect(PostgresPrograms(given).url == shown)
  }
}
