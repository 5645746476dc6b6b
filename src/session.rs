//! A draft that is being written, checked again after every edit.
//!
//! ```
//! use figcheck::{api::Checker, session::Session, source::Draft};
//!
//! let checker = Checker::builtin();
//! let mut session = Session::new(&checker);
//! let text = "Stocks of grain doubled, from 400 tonnes to 800 tonnes.\n\nNobody knows why.";
//! assert_eq!(session.check(&Draft::plain(text)).findings, []);
//!
//! // One keystroke later:
//! let text = text.replace("800", "8000");
//! let report = session.check(&Draft::plain(&text));
//! assert_eq!(report.findings.len(), 1);
//! assert_eq!(report, checker.check(&Draft::plain(&text)));
//! ```

use crate::{api::Checker, check::again::Memory, finding::Report, source::Draft};

/// Checks one draft again and again. What an edit did not touch is not read again, so that a keystroke costs little
/// however long the draft; what comes out is always what [`Checker::check`] gives.
///
/// Any draft may come next, in any format; the more it has in common with the one before, the sooner it is checked.
#[derive(Debug)]
pub struct Session<'c> {
    checker: &'c Checker,
    memory: Memory,
}

impl<'c> Session<'c> {
    /// A session that has seen nothing yet.
    #[must_use]
    pub fn new(checker: &'c Checker) -> Session<'c> {
        Session { checker, memory: Memory::default() }
    }

    /// Checks the draft as it is now.
    pub fn check(&mut self, draft: &Draft) -> Report {
        self.memory.check(&draft.text, self.checker.book(), &self.checker.options(draft))
    }
}
