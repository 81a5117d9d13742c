extension Array {
  /// Splits into portions of at most `size` elements, in order.
  package func chunked(into size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
