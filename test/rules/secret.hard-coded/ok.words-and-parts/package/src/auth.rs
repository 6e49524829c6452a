#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    const KEY: &str = "AKIAIOSFODNN7QWERTYF";
    fn options() -> Options { Options { secret_key: "rpcReloadServiceSecret123".to_string() } }
}
