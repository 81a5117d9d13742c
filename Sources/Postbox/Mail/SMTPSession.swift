import CCurl
import Chronology

/// A libcurl handle, which keeps its connection to the mail server until the server closes it or two idle minutes have
/// passed. Blocks while sending.
final class SMTPSession {
  private static let started = curl_global_init(kp_curl_global_all()) == CURLE_OK

  private let handle: UnsafeMutableRawPointer
  private let settings: SMTPSettings

  init?(_ settings: SMTPSettings) {
    guard Self.started, let handle = curl_easy_init() else { return nil }
    self.handle = handle
    self.settings = settings
  }

  deinit {
    curl_easy_cleanup(handle)
  }

  func send(_ message: [UInt8], from: String, to: String) throws(MailFailure) {
    let transfer = SMTPTransfer(message)
    let recipients = curl_slist_append(nil, "<\(to)>")
    defer { curl_slist_free_all(recipients) }
    // Resets the options of the previous message, not the connection.
    curl_easy_reset(handle)
    setServer()
    setLogin()
    kp_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(from)>")
    kp_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients)
    let code = transfer.perform(handle)
    guard code == CURLE_OK else {
      throw transfer.dialogue.failure(or: transfer.problem ?? String(cString: curl_easy_strerror(code)))
    }
  }

  private func setServer() {
    kp_curl_set_text(handle, CURLOPT_URL, settings.url)
    kp_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    // Ignores a web proxy in the environment.
    kp_curl_set_text(handle, CURLOPT_NOPROXY, "*")
    // Otherwise libcurl uses signals for timeouts, which are not thread-safe.
    kp_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    kp_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, Int(settings.connectTimeout.microseconds / 1000))
    kp_curl_set_number(handle, CURLOPT_TIMEOUT_MS, Int(settings.totalTimeout.microseconds / 1000))
    let encryption = settings.encryption == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
    kp_curl_set_number(handle, CURLOPT_USE_SSL, Int(encryption.rawValue))
    kp_curl_set_number(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let caFile = settings.caFile { kp_curl_set_text(handle, CURLOPT_CAINFO, caFile) }
  }

  private func setLogin() {
    guard let login = settings.login else { return }
    kp_curl_set_text(handle, CURLOPT_USERNAME, login.user)
    kp_curl_set_text(handle, CURLOPT_PASSWORD, login.password)
  }
}
