pub struct Proxy { pub http: Option<String> }

/// An address with an account.
#[configurable(metadata(docs::examples = "postgresql://postgres:w4rd3n!x@db.acme.io:5432/postgres"))]
pub struct Source;

#[cfg(test)]
mod tests {
    #[test]
    fn reads_an_account() {
        let password = "Tr0ub4dor&3";
        assert!(read("http://user:P%40ssw0rd@1.2.3.4:5678", password).is_ok());
    }
}
