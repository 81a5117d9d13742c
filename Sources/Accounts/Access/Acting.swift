import Web

/// Who acts: the account, all its functions, and the one chosen. Policies are asked with this only.
package struct Acting: Principal {
  package let session: Session
  package let functions: [PortalFunction]
  /// True for an officer who has not passed the second factor that the installation asks officers for.
  package let lacksSecondFactor: Bool
  /// For whom the person acts at the moment as deputy; nil while they act for themselves.
  package let onBehalf: OnBehalf?
  /// Whether functions are offered that wait for an answer.
  package let hasOffers: Bool
  /// What can wait in the chosen function.
  package internal(set) var waiting: [WaitingItem] = []

  package var account: Account { session.account }
  package var owner: String { String(session.account.id) }

  /// The function chosen in this session; the first one where none was chosen or the chosen one is gone.
  package var function: PortalFunction? {
    functions.first { $0.key == session.functionKey } ?? functions.first
  }

  package var functionKind: String? { function?.kind.rawValue }

  /// The function of one of the kinds for a subject, if the person has it.
  package func function(_ kinds: [FunctionKind], for subject: Int64) -> PortalFunction? {
    functions.first { kinds.contains($0.kind) && $0.subject == subject }
  }

  package func hasFunction(_ kind: FunctionKind) -> Bool {
    functions.contains { $0.kind == kind }
  }

  /// Whether the field of work is open: for oneself all are, for another those that the deputyship covers.
  package func covers(_ field: WorkField) -> Bool {
    onBehalf.map { $0.fields.contains(field) } ?? true
  }

  /// How much waits at a place.
  package func waiting(at path: String) -> Int {
    waiting.first { $0.path == path }?.count ?? 0
  }

  package init(
    session: Session, functions: [PortalFunction], onBehalf: OnBehalf? = nil, hasOffers: Bool = false,
    secondFactorForOfficers: Bool
  ) {
    self.session = session
    self.functions = onBehalf.map { [$0.function] } ?? functions
    self.onBehalf = onBehalf
    self.hasOffers = hasOffers
    lacksSecondFactor =
      secondFactorForOfficers && session.factor != .passed && functions.contains { $0.kind == .officer }
  }
}

extension Visit {
  /// Who is signed in; nil for a visitor.
  package var acting: Acting? { principal as? Acting }

  /// Who is signed in, for handlers behind a policy that asks for it.
  /// - Throws: `NotFound` when nobody is.
  package func signedIn() throws -> Acting {
    guard let acting else { throw NotFound() }
    return acting
  }
}

extension Access {
  /// Anybody with an account.
  package static let signedIn = Access("signed in") { visit in
    visit.acting == nil ? .signInNeeded : .allowed
  }

  /// Visitors only; who is signed in is led to the start page by the handler.
  package static let visitors = Access("visitors") { _ in .allowed }
}
