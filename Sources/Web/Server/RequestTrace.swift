import Sodium
import Synchronization

/// What is learned about a request on its way, for its log line.
package final class RequestTrace: Sendable {
  /// The request id: in the log, in the header `x-request-id` and, after a fault, on the page.
  package let id = Sodium.hexadecimal(Sodium.randomBytes(4))
  private let kind = Mutex<String?>(nil)
  private let isGone = Mutex(false)

  package init() {}

  /// The kind of function that the person acts in; nil for visitors.
  var functionKind: String? { kind.withLock { $0 } }
  func note(functionKind: String?) { kind.withLock { $0 = functionKind ?? $0 } }

  /// Whether the client disconnected before its request was complete.
  var senderIsGone: Bool { isGone.withLock { $0 } }
  func noteThatSenderIsGone() { isGone.withLock { $0 = true } }
}
