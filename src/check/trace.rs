//! How each claim was bound, for whoever wonders why.

use crate::{
    bind::{self, matcher::Bound, score::Words},
    check::{
        message,
        operand::{Context, Slots},
        span_of,
    },
    rule::Rulebook,
    scan::Scan,
};

/// How each claim was bound, a line each.
#[must_use]
pub fn trace(text: &str, scan: &Scan, book: &Rulebook) -> Vec<String> {
    let context = Context { text, scan, book };
    let reading = bind::read(scan, book);
    let words = Words::new(scan, text, book);
    let mut lines = Vec::new();
    for fact in &reading.facts {
        let name = book.facts.get(fact.kind).map_or("", |f| f.name.as_str());
        lines.push(format!(
            "fact {name}: {} [{}]",
            fact.found.span.of(text),
            roles(&fact.found.slots, context)
        ));
    }
    for claim in &reading.claims {
        let Some(check) = book.checks.get(claim.check) else { continue };
        let row = claim.row(book);
        let about = row.and_then(|c| c.about);
        let bound = match about.map(|_| bind::facts_of(claim, &reading, scan, book, &words)) {
            None => String::new(),
            Some(Ok((fact, sure))) => format!(" -> {} (sure {sure:.2})", fact.found.span.of(text)),
            Some(Err(why)) => format!(" -> {}", message::why(Some(why))),
        };
        let own = roles(&claim.found.slots, context);
        lines.push(format!("claim {}: {} [{own}]{bound}", check.id, claim.found.span.of(text)));
        if row.is_some_and(|c| c.near) {
            for (level, said) in bind::told_near(claim, &reading, scan, book) {
                let words = scan.marks.get(level as usize).map_or("", |m| m.span.of(text));
                lines.push(format!("  near: {words} ({said})"));
            }
        }
        let others = bind::candidates(claim, &reading, scan, book, &words);
        for (score, fact) in others.iter().take(TRACED) {
            lines.push(format!("  {score:.2} {}", fact.found.span.of(text)));
        }
    }
    lines
}

/// Candidates shown for each claim.
const TRACED: usize = 4;

fn roles(slots: &Slots, context: Context<'_>) -> String {
    let role = |(name, bound): &(u8, Bound)| {
        let name = context.book.slot(*name);
        format!("{name} = {}", span_of(bound, context).map_or("", |s| s.of(context.text)))
    };
    slots.iter().map(role).collect::<Vec<_>>().join(", ")
}
