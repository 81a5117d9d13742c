/// What can be done with selected rows.
package struct ListChoice<Row: Sendable>: Sendable {
  let action: String
  /// The check box of a row; nil for a row that cannot be selected.
  let tick: @Sendable (Row) -> ListTick?
  /// The buttons and further fields of the form.
  let form: @Sendable (inout HTML) -> Void
  /// The label of the link that selects all rows of the page, if the common one does not fit.
  package var all: String?

  /// A choice whose check boxes an area names itself.
  package init(
    action: String, tick: @escaping @Sendable (Row) -> ListTick?, form: @escaping @Sendable (inout HTML) -> Void
  ) {
    self.action = action
    self.tick = tick
    self.form = form
  }

  /// A choice by row id, submitted as `ListChoice.field`; read by `FormInput.chosenRows`.
  package init(
    action: String, id: @escaping @Sendable (Row) -> Int64, label: @escaping @Sendable (Row) -> String,
    form: @escaping @Sendable (inout HTML) -> Void
  ) {
    self.init(action: action) {
      ListTick(id: id($0), label($0))
    } form: {
      form(&$0)
    }
  }
}

/// The check box that selects a row.
package struct ListTick: Sendable {
  let name: String
  let value: String
  let label: String

  package init(_ name: String, value: String, _ label: String) {
    self.name = name
    self.value = value
    self.label = label
  }

  init(id: Int64, _ label: String) {
    self.init(ListChoice<Int64>.field, value: String(id), label)
  }

  var elementID: String {
    Field.id(of: name == ListChoice<Int64>.field ? "\(name)-\(value)" : name)
  }
}
