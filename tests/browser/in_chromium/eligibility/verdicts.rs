//! What a result says, on a small site whose rules change on a day.

use super::*;

const QUESTIONS: &str = r#"
[[question]]
id = "poor"
type = "bool"
wording = "Bạn thuộc hộ nghèo?"
[[question]]
id = "copies"
type = "integer"
min = 0
max = 9
wording = "Cần bao nhiêu bản?"
"#;

const RULES: &str = r#"
name = "Xin trợ giúp"
[[condition]]
id = "ngheo"
name = "Hộ nghèo"
requires = 'poor'
[[case]]
id = "k"
name = "Trường hợp theo luật cũ"
until = 2025-07-01
[[case]]
id = "k"
name = "Trường hợp theo luật mới"
from = 2025-07-01
[[document]]
id = "d1"
name = "Đơn theo mẫu chung"
until = 2025-07-01
cite = "1/2020/NĐ-CP"
[[fee]]
id = "f"
name = "Phí cũ"
amount = 10000
until = 2025-07-01
[[fee]]
id = "f"
name = "Phí mới"
amount = 20000
from = 2025-07-01
[[fee]]
id = "ban-sao"
name = "Phí bản sao"
when = 'copies > 0'
amount = 'copies * 8000 dong'
"#;

/// Asks for nothing of anybody.
const OPEN: &str = r#"
name = "Xin bản sao"
[[document]]
id = "don"
name = "Đơn xin bản sao"
when = 'copies > 1'
"#;

fn small() -> Option<(Browser, Site)> {
    Some((Browser::start()?, Site::of_rules(QUESTIONS, &[("1.000001", RULES), ("1.000002", OPEN)])?))
}
