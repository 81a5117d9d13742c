import Web

/// Messages after officers' forms in all areas.
extension Notice {
  /// The officer did not agree to a colleague's proposal.
  package static let officeFourEyesDeclined = Notice("office.fourEyes.declined")
  /// The officer's own proposal is gone.
  package static let officeFourEyesTakenBack = Notice("office.fourEyes.takenBack")
  /// A second officer has to agree.
  package static let officeFourEyesWaiting = Notice("office.fourEyes.waiting")
  /// Letters were added to the print queue; with `count`.
  package static let officeLettersOrdered = Notice("office.lettersOrdered")
  /// Nothing was done, because somebody else was faster or there was nothing to do.
  package static let nothingDone = Notice("office.nothingDone", .problem)
}
