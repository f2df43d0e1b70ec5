//! Where a date that leaves out its year takes it from.

use super::calendar::Base;
use super::number::{digit, figure};
use super::text::{line_before, trim};
use crate::lexicon::Lexicon;
use crate::mentions::{Date, Input};
use crate::structure::Region;

/// How far back a year is looked for, in bytes.
const REACH: usize = 360;

/// The place that is read, with what readers need to know of the document.
#[derive(Debug, Clone, Copy)]
pub struct Env<'a> {
    /// The text with its lexicon and context.
    pub input: &'a Input<'a>,
    /// The place.
    pub at: usize,
}

impl<'a> Env<'a> {
    /// The text before the place.
    pub fn before(&self) -> &'a str {
        self.input.before(self.at)
    }

    /// The text from the place on.
    pub fn rest(&self) -> &'a str {
        self.input.rest(self.at)
    }

    /// The text before `i`, an end of the text.
    pub fn before_of(&self, i: &str) -> &'a str {
        self.input.before(self.input.text.len().saturating_sub(i.len()))
    }

    /// The words.
    pub const fn lexicon(&self) -> &'a Lexicon<'a> {
        self.input.lexicon
    }

    /// Whether a word that `length` bytes of `i` make up is only the beginning of another one: 內 of 內地.
    pub fn hidden(&self, i: &str, length: usize) -> bool {
        self.lexicon().time_other.longest_at(i).is_some_and(|other| other.text.len() > length && !other.is("free"))
    }

    /// The document's date.
    pub const fn today(&self) -> Option<Date> {
        self.input.context.date
    }

    /// The document's region.
    pub const fn region(&self) -> Region {
        self.input.context.region
    }

    /// The year that two figures mean: the last such year not far after the document.
    pub fn century(&self, short: i16) -> i16 {
        let latest = self.today().map_or(2025, Date::year).saturating_add(11);
        latest - (latest - short).rem_euclid(100)
    }

    /// The year of a date that names none: that of its sentence, else the year that the document
    /// reports on, else the document's, else that of its paragraph.
    pub fn base(&self) -> Option<Base> {
        let near = line_before(self.before(), REACH);
        let sentence = near.rsplit(['。', '；', '！', '？', ';']).next().unwrap_or(near);
        if trim(near).ends_with('年') && last_year(trim(near), self.today()).is_none() {
            return None; // of a year that cannot be told: 今年4月 without a document's date
        }
        last_year(sentence, self.today())
            .or_else(|| self.reported(sentence, near).map(|year| (year, false)))
            .or_else(|| self.today().map(|today| (today.year(), true)))
            .or_else(|| last_year(near, None))
            .map(|(year, anchored)| Base { year, month: self.today().filter(|_| anchored).map(Date::month), anchored })
    }

    /// The first day of the last month named before the place with its year.
    pub fn named_month(&self) -> Option<Date> {
        let near = line_before(self.before(), REACH);
        near.char_indices().rev().filter(|(_, c)| *c == '月').find_map(|(at, _)| {
            let before = trim(near.get(..at)?);
            let digits = before.chars().rev().take_while(|c| figure(*c).is_some()).count();
            let month =
                before.get(before.char_indices().rev().take(digits).last().map_or(before.len(), |(at, _)| at)..)?;
            let number: i8 = month
                .chars()
                .try_fold(0i8, |all, c| all.checked_mul(10)?.checked_add(i8::try_from(figure(c)?).ok()?))?;
            let (year, _) = last_year(before, self.today())?;
            Date::new(year, number, 1).ok()
        })
    }

    /// The year that the document reports on, but not of what a sentence plans, nor behind a later year of the
    /// paragraph.
    fn reported(&self, sentence: &str, near: &str) -> Option<i16> {
        const PLANS: [&str; 16] = [
            "預計", "预计", "定於", "定于", "擬於", "拟于", "將於", "将于", "將在", "将在", "力爭", "力争", "有望",
            "可望", "即將", "即将",
        ];
        let year = self.input.context.reported?;
        let later = last_year(near, self.today()).is_some_and(|(named, _)| named > year);
        (!later && !PLANS.iter().any(|word| sentence.contains(word))).then_some(year)
    }

    /// The last year named before the place, not from the document's date.
    pub fn named_year(&self) -> Option<i16> {
        last_year(line_before(self.before(), REACH), None).map(|(year, _)| year)
    }
}

/// The last year that `text` names, and whether it hangs on `today`.
fn last_year(text: &str, today: Option<Date>) -> Option<(i16, bool)> {
    text.char_indices().rev().filter(|(_, c)| *c == '年').find_map(|(at, _)| {
        let before = trim(text.get(..at)?);
        four_digits(before).map(|year| (year, false)).or_else(|| {
            let shift = match before.chars().next_back()? {
                '今' | '本' => 0,
                '去' => -1,
                '明' => 1,
                _ => return None,
            };
            Some((today?.year() + shift, true))
        })
    })
}

/// The year that the last four characters write, digit by digit.
fn four_digits(before: &str) -> Option<i16> {
    let mut year = 0;
    let mut scale = 1;
    let mut digits = before.chars().rev();
    for c in digits.by_ref().take(4) {
        year += i16::try_from(figure(c).or_else(|| digit(c))?).ok()? * scale;
        scale = scale.saturating_mul(10);
    }
    ((1800..=2100).contains(&year) && digits.next().is_none_or(|c| figure(c).is_none())).then_some(year)
}
