import CCurl

/// One message in transfer: the bytes still to be read by libcurl, and the dialogue so far.
final class SMTPTransfer {
  private let message: [UInt8]
  private var offset = 0
  private var errorText = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
  private(set) var dialogue = SMTPDialogue()

  init(_ message: [UInt8]) {
    self.message = message
  }

  /// libcurl's error message.
  var problem: String? {
    let text = String(decoding: errorText.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.isEmpty ? nil : text
  }

  func perform(_ handle: UnsafeMutableRawPointer) -> CURLcode {
    let context = Unmanaged.passUnretained(self).toOpaque()
    kp_curl_set_number(handle, CURLOPT_UPLOAD, 1)
    kp_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(message.count))
    kp_curl_set_pointer(handle, CURLOPT_READDATA, context)
    kp_curl_set_reader(handle) { SMTPTransfer.of($3).read(into: $0, count: $1 * $2) }
    kp_curl_set_number(handle, CURLOPT_VERBOSE, 1)
    kp_curl_set_pointer(handle, CURLOPT_DEBUGDATA, context)
    kp_curl_set_listener(handle) { _, kind, bytes, count, context in
      SMTPTransfer.of(context).hear(kind, UnsafeBufferPointer(start: bytes, count: count))
      return 0
    }
    kp_curl_set_number(handle, CURLOPT_NOPROGRESS, 0)
    kp_curl_set_progress(handle) { _, _, _, _, _ in Task.isCancelled ? 1 : 0 }
    return errorText.withUnsafeMutableBufferPointer { buffer in
      kp_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, buffer.baseAddress)
      defer { kp_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, nil) }
      return withExtendedLifetime(self) { curl_easy_perform(handle) }
    }
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> SMTPTransfer {
    guard let context else { preconditionFailure("libcurl hands back the pointer it was given") }
    return Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
  }

  private func read(into buffer: UnsafeMutablePointer<CChar>?, count: Int) -> Int {
    let taken = min(count, message.count - offset)
    message.withUnsafeBytes { source in
      guard taken > 0, let start = source.baseAddress else { return }
      UnsafeMutableRawPointer(buffer)?.copyMemory(from: start + offset, byteCount: taken)
    }
    offset += taken
    return taken
  }

  private func hear(_ kind: curl_infotype, _ bytes: UnsafeBufferPointer<CChar>) {
    switch kind {
    case CURLINFO_HEADER_OUT: dialogue.sent(text(bytes))
    case CURLINFO_HEADER_IN: dialogue.received(text(bytes))
    default: break
    }
  }

  private func text(_ bytes: UnsafeBufferPointer<CChar>) -> String {
    String(decoding: bytes.prefix(600).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
