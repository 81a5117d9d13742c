import Web

/// The current user: the account, all its functions, and the chosen one. Access policies decide on this alone.
package struct Acting: Principal {
  package let session: Session
  package let functions: [PortalFunction]
  /// True for an officer who has not passed the second factor that the installation demands of officers.
  package let lacksSecondFactor: Bool
  /// The principal for whom the person acts as deputy; nil while they act for themselves.
  package let onBehalf: OnBehalf?
  /// Whether functions are on offer that the person has neither accepted nor declined.
  package let hasOffers: Bool
  /// What may be waiting in the chosen function.
  package internal(set) var waiting: [WaitingItem] = []

  package var account: Account { session.account }
  package var owner: String { String(session.account.id) }

  /// The function chosen in this session; the first one if none was chosen or the chosen one is gone.
  package var function: PortalFunction? {
    functions.first { $0.key == session.functionKey } ?? functions.first
  }

  package var functionKind: String? { function?.kind.rawValue }

  /// The function of one of the kinds for a subject; nil if the person does not have it.
  package func function(_ kinds: [FunctionKind], for subject: Int64) -> PortalFunction? {
    functions.first { kinds.contains($0.kind) && $0.subject == subject }
  }

  package func hasFunction(_ kind: FunctionKind) -> Bool {
    functions.contains { $0.kind == kind }
  }

  /// Whether a field of work is open: all fields when acting for oneself, otherwise those that the deputyship covers.
  package func covers(_ field: WorkField) -> Bool {
    onBehalf.map { $0.fields.contains(field) } ?? true
  }

  /// The number of things waiting at a path.
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
  /// The signed-in user; nil for a visitor.
  package var acting: Acting? { principal as? Acting }

  /// The signed-in user, for handlers behind a policy that demands one.
  /// - Throws: `NotFound` if nobody is signed in.
  package func signedIn() throws -> Acting {
    guard let acting else { throw NotFound() }
    return acting
  }
}

extension Access {
  /// Everybody with an account.
  package static let signedIn = Access("signed in") { visit in
    visit.acting == nil ? .signInNeeded : .allowed
  }

  /// Visitors only; the handler redirects signed-in users to the start page.
  package static let visitors = Access("visitors") { _ in .allowed }
}
