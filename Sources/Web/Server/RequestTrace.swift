import Sodium
import Synchronization

/// What is found out about a request on its way, for its line in the log.
package final class RequestTrace: Sendable {
  /// Names the request in the log, in the header `x-request-id` and, after a fault, on the page.
  package let id = Sodium.hexadecimal(Sodium.randomBytes(4))
  private let kind = Mutex<String?>(nil)
  private let isGone = Mutex(false)

  package init() {}

  /// The kind of the function in which the person acts; nil for visitors.
  var functionKind: String? { kind.withLock { $0 } }
  func note(functionKind: String?) { kind.withLock { $0 = functionKind ?? $0 } }

  /// Whether the other end went away before its request was complete.
  var senderIsGone: Bool { isGone.withLock { $0 } }
  func noteThatSenderIsGone() { isGone.withLock { $0 = true } }
}
