use crate::model::*;
pub struct Share(usize, usize);
impl Share {
    pub fn percent(&self) -> usize {
        (self.0 * 200 + self.1) / (self.1 * 2)
    }
}
pub fn one_to_one_share<'a>(ts: impl Iterator<Item = &'a Touchpoint>) -> Option<Share> {
    let (mut a, mut n) = (0, 0);
    for t in ts {
        n += 1;
        if t.encounter == Encounter::OneToOne {
            a += 1;
        }
    }
    (n > 0).then_some(Share(a, n))
}
pub struct Critical {
    pub count: usize,
    pub worst_stage: Option<(StageId, usize)>,
}
pub fn critical_pains(j: &Journey, stages: &[StageId]) -> Critical {
    let mut seen = std::collections::BTreeSet::new();
    let mut worst: Option<(StageId, usize)> = None;
    for s in stages {
        let mut here = std::collections::BTreeSet::new();
        for t in j.touchpoints_in(*s) {
            for p in j.pains_at(t.id) {
                if p.severity.get() >= 4 {
                    seen.insert(p.id);
                    here.insert(p.id);
                }
            }
        }
        if !here.is_empty() && worst.is_none_or(|(_, c)| here.len() > c) {
            worst = Some((*s, here.len()));
        }
    }
    Critical { count: seen.len(), worst_stage: worst }
}
pub struct Counts {
    pub researched: usize,
    pub workshop: usize,
    pub assumed: usize,
}
impl Counts {
    pub fn total(&self) -> usize {
        self.researched + self.workshop + self.assumed
    }
}
pub fn evidence_counts<'a>(ts: impl Iterator<Item = &'a Touchpoint>) -> Counts {
    let mut c = Counts { researched: 0, workshop: 0, assumed: 0 };
    for t in ts {
        match t.evidence {
            Evidence::Assumed => c.assumed += 1,
            Evidence::Workshop => c.workshop += 1,
            Evidence::Researched => c.researched += 1,
        }
    }
    c
}
