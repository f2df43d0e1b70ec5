//! What stands behind the verb of a happening: a thing, an amount, or another clause.

use super::{Verb, verbs};
use crate::entities::EntityKind;
use crate::facts::frame::View;
use crate::facts::object::Object;
use crate::facts::statement::{Statement, stands_for};
use crate::mentions::{MentionId, Value};
use crate::span::Span;

/// 補助畜牧場設置設備: a verb of helping governs the verb, which tells what others do.
pub(super) fn is_aided(view: &View<'_>, statement: &Statement, verb: Verb, dates: &[MentionId]) -> bool {
    let date = dates.last().and_then(|id| view.mentions.get(*id as usize)).map(|mention| mention.span);
    let from = date.map_or(statement.lead.rest, |date| date.end().max(statement.lead.rest)).min(verb.span.start());
    let words =
        crate::facts::measure_scan::words_in(view, Span::new(from, verb.span.start()), &[&view.lexicon.making_verbs]);
    words.iter().any(|word| {
        let at_once = view.text.get(word.span.end()..verb.span.start()).unwrap_or("");
        word.word.get("role") == Some("aid") && at_once.chars().count() >= 2 && !at_once.contains(['，', '並', '并'])
    })
}

/// Whether 分別 deals the dates out to several things.
pub(super) fn dealt(view: &View<'_>, statement: &Statement, dates: &[MentionId]) -> bool {
    let first = dates.first().and_then(|id| view.mentions.get(*id as usize)).map(|mention| mention.span.start());
    first.and_then(|at| view.text.get(statement.clause.span.start()..at)).is_some_and(|before| {
        let before = before.trim_end_matches(['於', '于', '在', ' ']);
        before.ends_with("分別") || before.ends_with("分别")
    })
}

/// 獲注資8億元以擴大範圍, 錄得44宗新股上市: the verb tells what something is for, or is part of what was counted.
pub(super) fn is_inner(view: &View<'_>, statement: &Statement, verb: Verb) -> bool {
    let from = statement.lead.rest.min(verb.span.start());
    let before = view.text.get(from..verb.span.start()).unwrap_or("");
    let aim = ["以", "以便", "用以", "藉以", "借以"].iter().any(|word| before.ends_with(word));
    let told = aim
        && view
            .mentions_in(Span::new(from, verb.span.start()))
            .any(|(_, mention)| matches!(mention.value, Value::Money(_)));
    let counted = ["錄得", "录得", "見證", "见证"].iter().any(|word| before.contains(word));
    told || counted
}

/// 完成投資8,506億元, 完成8,506億元: what follows the verb is a figure, not a thing.
pub(super) fn is_amount(view: &View<'_>, at: usize) -> bool {
    let rest = view.text.get(at..).unwrap_or("");
    let at = at + rest.len() - rest.trim_start_matches(['了', '約', '约', '近', '逾']).len();
    view.mention_over(at).is_some_and(|(_, mention)| {
        matches!(mention.value, Value::Money(_) | Value::Quantity(_) | Value::Percent(_))
            && !followed_by_name(view, mention.span.end())
    })
}

/// 發送量完成43億人次: what follows 完成 is what was counted.
pub(super) fn is_tally(view: &View<'_>, verb: Verb, at: usize) -> bool {
    let counted = view.mention_over(at).is_some_and(|(_, mention)| {
        matches!(mention.value, Value::Count(_)) && !followed_by_name(view, mention.span.end())
    });
    verb.word.text == "完成" && counted
}

/// 推出100億元的「X」: a size may stand before a thing.
fn followed_by_name(view: &View<'_>, at: usize) -> bool {
    let rest = view.text.get(at..).unwrap_or("");
    let at = at + rest.len() - rest.trim_start_matches(['的', '「', '《', '“', '『']).len();
    rest.starts_with('的') || view.name_over(at).is_some_and(|place| place.span.start() == at)
}

/// 就「X」推出優化措施: a measure taken on X, by which X was revised.
pub(super) fn measure_of(view: &View<'_>, statement: &Statement, verb: Verb, object: &Object) -> Option<Object> {
    let revised = verbs(view, object.span)
        .first()
        .is_some_and(|verb| verb.action() == "revised" && verb.span.start() == object.span.start());
    let span = Span::new(statement.clause.span.start(), verb.span.start());
    let place = view.names_in(span).last().filter(|_| revised)?;
    let before = view.text.get(..place.span.start())?.trim_end_matches(['「', '《']);
    let on = before.ends_with('就') || before.ends_with('對') || before.ends_with('对');
    on.then(|| Object { name: view.name_of(place), entity: Some(place.entity), span: place.span })
}

/// Whether an object is a thing: one that begins with a preposition or a verb is another clause.
pub(super) fn is_noun(view: &View<'_>, verb: Verb, object: &Object) -> bool {
    let words = view.said(object.span);
    let shield = view.lexicon.compounds.longest_at(words).map_or(0, |word| word.text.len());
    let last = view.mention_over(object.span.end().saturating_sub(1));
    let ends_in_figure = last.is_some_and(|(_, mention)| match mention.value {
        Value::Money(_) | Value::Quantity(_) | Value::Percent(_) => true,
        // 擴展至全港18區: how far it reaches.
        Value::Count(_) => !verb.word.is("extent"),
        _ => false,
    });
    // 正名為現稱 names nothing, and an aim is nothing that is completed.
    if object.entity.is_none()
        && (matches!(words, "現稱" | "现称" | "現名" | "现名" | "今名")
            || ["目標", "目标", "願景", "愿景"].iter().any(|word| words.ends_with(word)))
    {
        return false;
    }
    // 發行15億美元的債券: money that is raised, no thing that is launched.
    if object.entity.is_none()
        && ["債券", "债券", "公債", "公债", "股票", "票據", "票据"].iter().any(|word| words.ends_with(word))
    {
        return false;
    }
    object.entity.is_some()
        || !ends_in_figure
            && !view.mention_over(object.span.start()).is_some_and(|(_, mention)| {
                matches!(mention.value, Value::Money(_) | Value::Percent(_) | Value::Count(_))
                    || matches!(mention.value, Value::Date(_)) && !is_report(verb, words)
            })
            && ![
                "在", "於", "于", "將", "将", "會", "会", "為", "为", "向", "把", "對", "对", "由", "從", "从", "按",
                "與", "与", "要", "有關", "或", "和", "及",
            ]
            .iter()
            .any(|word| words.starts_with(word) && shield <= word.len())
}

/// Whether what follows the verb is no object but the rest of the sentence.
pub(super) fn is_no_object(behind: &str) -> bool {
    matches!(behind.trim_end(), "前" | "之前" | "以前" | "之際" | "之际")
        || behind.starts_with(['後', '后', '以', '時', '时', '，', ',', '）', ')', '至', '到', '並', '并', '及', '供'])
}

/// 該計劃 as an object: what it stands for.
pub(super) fn resolve(view: &View<'_>, statement: &Statement, object: &mut Object) {
    if object.entity.is_none()
        && let Some(topic) = stands_for(view, object.span, statement)
    {
        (object.name, object.entity) = (topic.name, topic.entity);
    }
}

/// X是1973年依《條例》設立的法定機構: what the clause defines, where 是 stands between it and the verb.
pub(super) fn defined(view: &View<'_>, statement: &Statement, verb: Verb) -> Option<Object> {
    let subject = statement.lead.subject.filter(|subject| subject.end() < verb.span.start())?;
    let rest = view.text.get(statement.lead.rest.max(subject.end())..verb.span.start())?;
    let copula = ["是", "為", "为", "乃", "屬", "属", "即"].iter().any(|word| rest.starts_with(word));
    let own = statement.own.as_ref().filter(|_| copula)?;
    Some(Object { name: own.name.clone(), entity: own.entity, span: subject })
}

/// Whether what stands behind a verb of opening is another verb and nothing else.
pub(super) fn is_verb(view: &View<'_>, verb: Verb, object: &Object) -> bool {
    let said = view.said(object.span);
    matches!(verb.action(), "opened" | "started" | "ended")
        && object.entity.is_none()
        && (view.lexicon.predicates.get(said).is_some()
            || matches!(said, "運營" | "运营" | "營運" | "营运" | "運作" | "运作" | "運行" | "运行"))
}

/// 署長宣布，…: whether what a verb of publishing is said of is one who speaks.
pub(super) fn speaks(view: &View<'_>, object: &Object) -> bool {
    let kind = object.entity.and_then(|id| view.entities.get(id)).map(|entity| entity.kind);
    matches!(kind, Some(EntityKind::Organisation | EntityKind::PersonRole))
        || view.lexicon.governments.get(&object.name).is_some()
        || view.lexicon.heads.longest_before(&object.name).is_some()
}

/// 簽約建設的中州基地: whether what stands behind a verb is another verb with its 的, which describes.
pub(super) fn describes(view: &View<'_>, from: usize, limit: usize) -> bool {
    let Some(rest) = view.text.get(from..limit) else { return false };
    let lists = [&view.lexicon.predicates, &view.lexicon.making_verbs, &view.lexicon.event_verbs];
    let verb = lists.iter().filter_map(|list| list.longest_at(rest)).max_by_key(|word| word.text.len());
    view.compound_at(from, rest).is_none()
        && view.name_over(from).is_none()
        && verb.is_some_and(|word| rest.get(word.text.len()..).is_some_and(|behind| behind.starts_with('的')))
}

/// 公布2020年研究評審工作的結果: whether what is published on a year is named behind it.
fn is_report(verb: Verb, words: &str) -> bool {
    const NAMES: [&str; 16] = [
        "結果", "结果", "報告", "报告", "數字", "数字", "數據", "数据", "名單", "名单", "年報", "年报", "統計", "统计",
        "公報", "公报",
    ];
    verb.action() == "published" && NAMES.iter().any(|name| words.ends_with(name))
}

/// 就《X》展開公眾諮詢: what the consultation is on, before its name.
pub(super) fn on_matter(view: &View<'_>, statement: &Statement, verb: Verb, object: &mut Object) {
    if !object.name.ends_with("諮詢") && !object.name.ends_with("咨询") {
        return;
    }
    let from = statement.lead.rest.min(verb.span.start());
    let before = view.text.get(from..verb.span.start()).unwrap_or("");
    let matter = before.rfind('就').and_then(|at| before.get(at + '就'.len_utf8()..)).map(str::trim);
    if let Some(matter) =
        matter.filter(|matter| matter.starts_with('《') && matter.ends_with('》') && matter.matches('《').count() == 1)
    {
        object.name = format!("{}{}", crate::facts::statement::written(matter), object.name);
    }
}
