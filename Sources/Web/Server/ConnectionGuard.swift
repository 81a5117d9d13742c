import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// A channel handler that tracks one connection for `OpenConnections`, answers requests that arrive too slowly with
/// 408, and adds the portal's headers to responses that never reached a route, such as 400 for an invalid request.
package final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  package typealias InboundIn = HTTPRequestPart
  package typealias InboundOut = HTTPRequestPart
  package typealias OutboundIn = HTTPResponsePart
  package typealias OutboundOut = HTTPResponsePart

  private let connections: OpenConnections
  private var connection: OpenConnection?
  private var hasBegunAnswer = false

  init(_ connections: OpenConnections) {
    self.connections = connections
  }

  package func handlerAdded(context: ChannelHandlerContext) {
    let connection = OpenConnection(context.channel)
    self.connection = connection
    connections.add(connection)
    // The channel may close before it ever became active.
    context.channel.closeFuture.whenComplete { [connections] _ in connections.remove(connection) }
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      connection?.change {
        $0.enter(.receiving)
        $0.received = 0
        $0.underWay += 1
      }
    case .body(let piece):
      connection?.change { $0.received += piece.readableBytes }
    case .end:
      connection?.change { $0.enter($0.underWay > 0 ? .answering : .waiting) }
    }
    context.fireChannelRead(data)
  }

  package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head):
      hasBegunAnswer = true
      connection?.change { if $0.phase == .answering { $0.enter(.sending) } }
      context.write(wrapOutboundOut(.head(Self.complete(head))), promise: promise)
    case .body:
      context.write(data, promise: promise)
    case .end:
      hasBegunAnswer = false
      connection?.change { state in
        state.underWay = max(0, state.underWay - 1)
        if state.phase != .receiving { state.enter(state.underWay > 0 ? .answering : .waiting) }
      }
      context.write(data, promise: promise)
    }
  }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard let ending = event as? Ending else { return context.fireUserInboundEventTriggered(event) }
    // More of a request, or a new one, may have arrived since the connection was inspected.
    guard let state = connection?.state, ending.stands(in: state) else { return }
    if state.phase == .receiving, !hasBegunAnswer {
      let head = HTTPResponse(
        status: .requestTimeout, headerFields: [.connection: "close", .contentLength: "0"])
      context.write(wrapOutboundOut(.head(Self.complete(head))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
    context.close(promise: nil)
  }

  /// Responses of routes already have the headers.
  private static func complete(_ head: HTTPResponse) -> HTTPResponse {
    guard head.headerFields[.xContentTypeOptions] == nil else { return head }
    var head = head
    for (name, value) in SecurityHeaders.all(secure: false) {
      if let name = HTTPField.Name(name) { head.headerFields[name] = value }
    }
    return head
  }
}

@available(*, unavailable)
extension ConnectionGuard: Sendable {}
