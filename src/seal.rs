//! stub
use crate::error::Result;
pub struct MasterKey;
pub struct DataKey;
impl MasterKey {
    pub fn seal(&self, _c: &str, p: &[u8]) -> Vec<u8> {
        p.to_vec()
    }
    pub fn open(&self, _c: &str, p: &[u8]) -> Result<Vec<u8>> {
        Ok(p.to_vec())
    }
    pub fn wrap(&self, _c: &str, _p: &DataKey) -> Vec<u8> {
        vec![]
    }
    pub fn unwrap(&self, _c: &str, _p: &[u8]) -> Result<DataKey> {
        Ok(DataKey)
    }
}
impl DataKey {
    pub fn random() -> Self {
        DataKey
    }
    pub fn seal(&self, _c: &str, p: &[u8]) -> Vec<u8> {
        p.to_vec()
    }
    pub fn open(&self, _c: &str, p: &[u8]) -> Result<Vec<u8>> {
        Ok(p.to_vec())
    }
}
