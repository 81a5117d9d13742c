/// Writes a whole page: the shell and the content, which must contain the page's only `h1`.
package func page(_ shell: Shell, _ content: (inout HTML) -> Void) -> HTML {
  page(shell, kept: nil, content)
}

/// - Parameter kept: what was typed into a form of the page before.
func page(_ shell: Shell, kept: KeptForm?, _ content: (inout HTML) -> Void) -> HTML {
  var page = HTML(capacity: 16_384)
  page.kept = kept
  page.raw("<!doctype html>")
  page.element("html", [.lang(shell.language)]) { html in
    html.element("head") { $0.documentHead(shell) }
    let owner = Attribute.attribute("data-owner", shell.owner)
    html.element("body", shell.width == .wide ? [.class("wide"), owner] : [owner]) { body in
      body.a(shell.words.skip, href: "#inhalt", .class("skip"))
      body.masthead(shell)
      if let acting = shell.acting { body.actingBanner(acting) }
      body.element("main", [.class("page"), .id("inhalt"), .attribute("tabindex", "-1")]) { main in
        if let flash = shell.flash { main.flashMessage(flash.kind, flash.text) }
        content(&main)
      }
      body.footer(shell)
    }
  }
  return page
}

extension HTML {
  fileprivate mutating func documentHead(_ shell: Shell) {
    raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    element("title", text: shell.title == shell.chamber.name ? shell.title : "\(shell.title) – \(shell.chamber.name)")
    raw("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"format-detection\" content=\"telephone=no\">")
    let sheets = [shell.assets.styleSheet, shell.assets.chamberStyleSheet].compactMap { $0 }
    for sheet in sheets { void("link", [.attribute("rel", "stylesheet"), .href(sheet)]) }
    void("link", [.attribute("rel", "icon"), .href(shell.assets.icon), .type("image/svg+xml")])
    for script in shell.assets.scripts { element("script", [.attribute("src", script), .flag("defer")]) { _ in } }
  }

  fileprivate mutating func masthead(_ shell: Shell) {
    header(.class("masthead")) { masthead in
      masthead.div(.class("page")) { row in
        row.brand(shell.chamber)
        row.element("details", [.class("menu-switch")]) { details in
          details.element("summary") { line in
            line.icon(.menu)
            line.text(shell.words.menu)
          }
        }
        row.div(.class("menu")) { menu in
          menu.accountLine(shell)
          menu.mainMenu(shell)
        }
      }
    }
  }

  private mutating func brand(_ chamber: Shell.Chamber) {
    element("a", [.class("brand"), .href("/")]) { brand in
      brand.raw("<svg viewBox=\"0 0 40 40\" aria-hidden=\"true\">")
      brand.raw("<rect class=\"mark\" width=\"40\" height=\"40\" rx=\"7\"></rect>")
      brand.raw("<path class=\"sign\" d=\"M20 8 8 14.5V17h24v-2.5zM11 19.5h3.5V27H11zm7.25 0h3.500V27h-3.5z")
      brand.raw("m7.25 0H29V27h-3.5zM8 29.5h24v3H8z\"></path></svg>")
      brand.element("span") { words in
        words.strong(chamber.name)
        words.element("small", text: chamber.line)
      }
    }
  }

  private mutating func accountLine(_ shell: Shell) {
    div(.class("account")) { line in
      if let account = shell.account {
        line.element("a", [.href(account.path)]) { link in
          link.icon(.person)
          link.text([account.name, account.function].compactMap { $0 }.joined(separator: " · "))
        }
      }
      if let other = shell.otherLanguage {
        line.a(other.label, href: other.path, .lang(other.language), .attribute("hreflang", other.language))
      }
      if let signIn = shell.signIn { line.a(signIn.label, href: signIn.path, .class("button quiet small")) }
      if let signOut = shell.signOut { line.signOutForm(signOut) }
    }
  }

  private mutating func signOutForm(_ post: PostButton) {
    form(action: post.action, token: post.token) { form in
      form.element("button", [.type("submit"), .class("button quiet small")], text: post.label)
    }
  }

  private mutating func mainMenu(_ shell: Shell) {
    guard !shell.menu.isEmpty else { return }
    element("nav", [.class("nav"), .label(shell.words.mainMenu)]) { nav in
      nav.ul(.class("entries")) { list in
        for item in shell.menu {
          list.li { $0.menuEntry(item) }
        }
      }
    }
  }

  private mutating func menuEntry(_ item: Shell.MenuItem) {
    element("a", [.href(item.path), .attribute("aria-current", item.isCurrent ? "page" : nil)]) { link in
      link.text(item.label)
      guard let count = item.count, count > 0 else { return }
      link.span(String(count), .class("count"), .attribute("aria-hidden", "true"))
      link.span(" (\(item.countWords ?? String(count)))", .class("visually-hidden"))
    }
  }

  fileprivate mutating func actingBanner(_ acting: Shell.Acting) {
    section(.class("acting"), .label(acting.text)) { banner in
      banner.div(.class("page")) { row in
        row.p(.class("who")) { who in
          who.icon(.person)
          who.span(acting.text)
        }
        if let until = acting.until { row.span(until, .class("small")) }
        if let back = acting.back { row.a(back.label, href: back.path, .class("back")) }
        if let leave = acting.leave { row.div(.class("back")) { $0.postButton(leave, .plain) } }
      }
    }
  }

  fileprivate mutating func footer(_ shell: Shell) {
    element("footer", [.class("foot")]) { footer in
      footer.div(.class("page")) { row in
        if !shell.footer.isEmpty {
          row.element("nav", [.label(shell.words.footerMenu)]) { nav in
            nav.ul(.class("links")) { list in
              for link in shell.footer { list.li { $0.a(link.label, href: link.path) } }
            }
          }
        }
        if let imprint = shell.imprint { row.p(imprint) }
      }
    }
  }
}
