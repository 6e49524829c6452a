pub fn tag(result: &Outcome, property: Property) -> &'static str {
    match (result, property) {
        (_, Property::Dkim2Pass) => "dkim2Pass",
        (Outcome::Pass, _) => "DKIM2_ALLOW",
        _ => "",
    }
}
