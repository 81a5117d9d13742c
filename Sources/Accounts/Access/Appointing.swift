import Web

extension Acting {
  /// Whether the person may grant lasting rights to others. Deputies may not: otherwise they could appoint somebody,
  /// even themselves, beyond the deputyship.
  package var mayAppoint: Bool { onBehalf == nil }

  /// Required by every operation that grants or ends a lasting right, however it was reached.
  /// - Throws: `NotFound` for a deputy.
  package func requireOwnAccount() throws {
    guard mayAppoint else { throw NotFound() }
  }
}

extension Routes {
  /// Adds a route for a form that can grant or end a lasting right: access to the portal, a membership, a deputyship,
  /// co-signing, access to a record. Closed to deputies, whatever the deputyship covers.
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
