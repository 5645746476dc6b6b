//! What the findings of a run are worth to an editor: accepted, rejected, to review.

use super::{
    desk::Plan,
    flags::{self, Beside},
};
use figcheck::{
    finding::{Report, Severity},
    report::{Document, Reviewed, Since, Standing},
    review::State,
};

/// What the findings of a run are worth to an editor.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    accepted: usize,
    rejected: usize,
    pending: usize,
    /// Accepted, but no longer found.
    obsolete: usize,
    /// Rejected, and no longer found.
    mended: usize,
    /// In drafts without a file of their own, which have no snapshot.
    nowhere: usize,
    /// Allowed by the drafts themselves.
    allowed: usize,
}

impl Tally {
    /// Nothing decided, so many findings allowed.
    pub(crate) fn of(allowed: usize) -> Tally {
        Tally { allowed, ..Tally::default() }
    }

    /// Whether drafts allow anything themselves.
    pub(crate) fn allows(self) -> bool {
        self.allowed > 0
    }

    /// Takes the accepted findings out of a report, and tells where each of the others stands.
    pub(crate) fn review(
        &mut self,
        document: &Document<'_>,
        plan: &Plan,
        least: Severity,
        report: &mut Report,
        reviewed: &mut Reviewed,
    ) -> Result<(), String> {
        let Some(beside) = flags::beside(document, plan, &report.findings, least) else {
            self.nowhere = report.findings.iter().filter(|finding| finding.severity >= least).count();
            return Ok(());
        };
        let Beside { snap, findings: all, review } = beside?;
        (self.obsolete, self.mended) = (review.obsolete.len(), review.mended.len());
        let mut findings = Vec::new();
        for (finding, item) in all.into_iter().zip(&review.items) {
            let since = match &item.state {
                State::Accepted(entry) => {
                    self.accepted += 1;
                    reviewed
                        .accepted
                        .push((finding, flags::signed(entry).trim_start_matches([' ', ':']).to_string()));
                    continue;
                }
                State::Rejected(_) => {
                    self.rejected += 1;
                    Since::Same
                }
                State::Pending(was) => {
                    self.pending += 1;
                    if was.is_some() { Since::Changed } else { Since::New }
                }
            };
            reviewed.standings.push(Standing { since, remarks: flags::remarks(&item.state) });
            findings.push(finding);
        }
        report.findings = findings;
        if flags::in_ci() { Ok(()) } else { flags::keep_waiting(&snap, &review) }
    }

    /// The line that ends a run, with or without a review.
    pub(crate) fn told(self, reviewed: bool) -> String {
        let mut parts = Vec::new();
        if self.allowed > 0 {
            parts.push(format!("{} allowed by the drafts", self.allowed));
        }
        if reviewed {
            let review = if self.pending > 0 { " (figcheck review)" } else { "" };
            let Tally { accepted, rejected, pending, .. } = self;
            parts.push(format!("{accepted} accepted, {rejected} rejected, {pending} to review{review}"));
        }
        if self.mended > 0 {
            parts.push(format!("{} mended", self.mended));
        }
        if self.obsolete > 0 {
            parts.push(format!("{} no longer found (figcheck pending)", self.obsolete));
        }
        if self.nowhere > 0 {
            parts.push(format!("{} in drafts without a file of their own", self.nowhere));
        }
        parts.join("; ")
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.pending += other.pending;
        self.obsolete += other.obsolete;
        self.mended += other.mended;
        self.nowhere += other.nowhere;
        self.allowed += other.allowed;
    }
}
