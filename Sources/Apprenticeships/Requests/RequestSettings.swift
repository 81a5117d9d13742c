import Settings

/// The chamber settings of requests for credentials.
package enum RequestSettings {
  /// Requests for credentials from one network within a day.
  package static let requestsPerDay = Setting<Int>("training.requestsPerDay", 5, in: 1...100)
  /// Days after which a decided request loses its personal data.
  package static let requestDays = Setting<Int>("training.requestDays", 90, in: 1...730)

  package static let all = [requestsPerDay.declaration, requestDays.declaration]
}
