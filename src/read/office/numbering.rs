//! The numbers of lists, which a Word document does not write but counts.

use super::xml::Node;

/// How one level of a list is numbered.
#[derive(Debug, Clone, Default)]
struct Level {
    format: String,
    /// `%1.`, `（%2）`.
    pattern: String,
    start: u32,
    /// Whether its marker has figures only, whatever the formats of the levels above.
    figures: bool,
}

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By the list's id: its levels.
    lists: Vec<(String, Vec<Level>)>,
    counts: Vec<(String, Vec<u32>)>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn of(tree: &Node) -> Self {
        let levels = |abstract_id: &str| {
            let list = tree.all("abstractNum").find(|list| list.attribute("abstractNumId") == Some(abstract_id));
            list.map(|list| list.all("lvl").map(level).collect()).unwrap_or_default()
        };
        let lists = tree
            .all("num")
            .filter_map(|num| Some((num.attribute("numId")?.to_owned(), levels(num.value("abstractNumId")?))));
        Self { lists: lists.collect(), counts: Vec::new() }
    }

    /// The marker of the next item of list `id` at `level`.
    pub(super) fn next(&mut self, id: &str, level: usize) -> String {
        let Some(levels) = self.lists.iter().find(|(list, _)| list == id).map(|(_, levels)| levels) else {
            return "-".to_owned();
        };
        let Some(this) = levels.get(level) else { return "-".to_owned() };
        if matches!(this.format.as_str(), "bullet" | "none" | "") {
            return "-".to_owned();
        }
        let at = self.counts.iter().position(|(list, _)| list == id).unwrap_or_else(|| {
            self.counts.push((id.to_owned(), Vec::new()));
            self.counts.len() - 1
        });
        let Some((_, counts)) = self.counts.get_mut(at) else { return "-".to_owned() };
        counts.truncate(level + 1);
        while counts.len() <= level {
            counts.push(levels.get(counts.len()).map_or(1, |level| level.start).saturating_sub(1));
        }
        if let Some(count) = counts.last_mut() {
            *count += 1;
        }
        let mut marker = this.pattern.clone();
        for (index, level) in levels.iter().enumerate().take(level + 1) {
            let number = counts.get(index).copied().unwrap_or(1).max(1);
            marker = marker.replace(
                &format!("%{}", index + 1),
                &spell(if this.figures { "decimal" } else { &level.format }, number),
            );
        }
        marker
    }
}

fn level(node: &Node) -> Level {
    Level {
        format: node.value("numFmt").unwrap_or("decimal").to_owned(),
        pattern: node.value("lvlText").unwrap_or("%1.").to_owned(),
        start: node.value("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        figures: node.switch("isLgl").unwrap_or(false),
    }
}

/// A number as a list of this format writes it.
pub(super) fn spell(format: &str, number: u32) -> String {
    let letter = |first: u8| {
        let offset = u8::try_from((number - 1) % 26).unwrap_or(0);
        char::from(first + offset).to_string()
    };
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if number <= 20 => {
            char::from_u32('①' as u32 + number - 1).map(String::from).unwrap_or_default()
        }
        "ideographTraditional" if number <= 10 => nth("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" if number <= 12 => nth("子丑寅卯辰巳午未申酉戌亥", number),
        "ideographLegalTraditional" if number <= 10 => nth("壹貳參肆伍陸柒捌玖拾", number),
        "chineseLegalSimplified" if number <= 10 => nth("壹贰叁肆伍陆柒捌玖拾", number),
        format
            if format.contains("hinese")
                || format.contains("aiwanese")
                || format.contains("ideograph")
                || format.contains("japanese") =>
        {
            chinese(number)
        }
        _ => number.to_string(),
    }
}

fn nth(list: &str, number: u32) -> String {
    list.chars().nth(number as usize - 1).map(String::from).unwrap_or_default()
}

fn roman(mut number: u32) -> String {
    let mut out = String::new();
    for (value, letters) in
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    {
        while number >= value && out.len() < 40 {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}

fn chinese(number: u32) -> String {
    let digit = |value: u32| "〇一二三四五六七八九".chars().nth(value as usize).unwrap_or('〇');
    match number {
        1..=9 => digit(number).to_string(),
        10..=99 => {
            let tens = if number < 20 { String::new() } else { digit(number / 10).to_string() };
            let ones = if number.is_multiple_of(10) { String::new() } else { digit(number % 10).to_string() };
            format!("{tens}十{ones}")
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_lists_write_them() {
        let spelled: Vec<String> = [3, 10, 12, 20, 34].iter().map(|number| chinese(*number)).collect();
        assert_eq!(spelled, ["三", "十", "十二", "二十", "三十四"]);
        assert_eq!((spell("lowerRoman", 14), spell("upperLetter", 3)), ("xiv".to_owned(), "C".to_owned()));
        assert_eq!(
            (spell("taiwaneseCountingThousand", 3), spell("ideographTraditional", 2)),
            ("三".into(), "乙".into())
        );
        assert_eq!(spell("decimalEnclosedCircle", 2), "②");
    }
}
