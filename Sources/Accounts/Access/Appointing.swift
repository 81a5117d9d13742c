import Web

extension Acting {
  /// Whether the person may give others a right that lasts: a deputy for a day appoints nobody, neither for the principal
  /// nor, by that way, for themselves.
  package var mayAppoint: Bool { onBehalf == nil }

  /// Asked by operations that give or end a right that lasts, whatever way they were reached by.
  /// - Throws: `NotFound` for a deputy.
  package func requireOwnAccount() throws {
    guard mayAppoint else { throw NotFound() }
  }
}

extension Routes {
  /// A form that can give somebody a right that lasts, or end one: access to the portal, a membership, a deputyship, a
  /// signature beside the instructor, a look into a record. Closed to whoever acts for another, whatever the
  /// deputyship covers.
  package mutating func appoint(_ path: String, _ access: Access, _ handler: @escaping Handler) {
    post(path, access.inPerson, appoints: true, handler)
  }
}

extension Access {
  fileprivate var inPerson: Access {
    Access(name) { visit in
      let decision = try await decide(visit)
      guard decision == .allowed, let other = visit.acting?.onBehalf else { return decision }
      return .refused(
        right: visit.t("accounts.onBehalf.appoint"),
        helper: visit.t("accounts.onBehalf.appointHelper", ["name": other.name]))
    }
  }
}
