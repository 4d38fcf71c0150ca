//! The rules of the method, one file each. A new rule is a new file and one line in [`RULES`].

mod begins_at_purchase;
mod belief_gap;
mod employees_unheard;
mod empty_pillar;
mod empty_stage;
mod ends_at_sale;
mod ideal_still_hurts;
mod lonely_self_service;
mod loop_open;
mod low_without_pain;
mod loyalty_unrewarded;
mod measure_without_target;
mod meeting_that_carries;
mod no_ideal;
mod no_outcome;
mod no_persona;
mod no_word_of_mouth;
mod nobody_listens;
mod nobody_meets;
mod only_support;
mod opportunity_not_weighed;
mod opportunity_without_owner;
mod pain_without_answer;
mod peak_to_keep;
mod persona_unknown;
mod persona_without_brand;
mod persona_without_journey;
mod poor_meeting;
mod price_comes_late;
mod same_curve;
mod score_without_sample;
mod service_undoes_product;
mod severe_pain_later;
mod small_sample;
mod stage_against_pillar;
mod stage_without_person;
mod truth_on_assumption;
mod truth_without_owner;
mod unrated_meeting;
mod unsaid_encounters;
mod weak_end;

use super::rule::Rule;

/// Every rule, by topic. The window, the command line, the README and the tests read this list.
pub static RULES: [&Rule; 41] = [
    &service_undoes_product::RULE,
    &poor_meeting::RULE,
    &unrated_meeting::RULE,
    &stage_without_person::RULE,
    &meeting_that_carries::RULE,
    &begins_at_purchase::RULE,
    &ends_at_sale::RULE,
    &only_support::RULE,
    &no_word_of_mouth::RULE,
    &empty_pillar::RULE,
    &stage_against_pillar::RULE,
    &no_persona::RULE,
    &persona_unknown::RULE,
    &persona_without_brand::RULE,
    &persona_without_journey::RULE,
    &nobody_meets::RULE,
    &same_curve::RULE,
    &pain_without_answer::RULE,
    &severe_pain_later::RULE,
    &low_without_pain::RULE,
    &weak_end::RULE,
    &opportunity_without_owner::RULE,
    &opportunity_not_weighed::RULE,
    &loop_open::RULE,
    &nobody_listens::RULE,
    &employees_unheard::RULE,
    &belief_gap::RULE,
    &truth_on_assumption::RULE,
    &score_without_sample::RULE,
    &small_sample::RULE,
    &measure_without_target::RULE,
    &lonely_self_service::RULE,
    &price_comes_late::RULE,
    &loyalty_unrewarded::RULE,
    &peak_to_keep::RULE,
    &no_ideal::RULE,
    &ideal_still_hurts::RULE,
    &no_outcome::RULE,
    &truth_without_owner::RULE,
    &unsaid_encounters::RULE,
    &empty_stage::RULE,
];
