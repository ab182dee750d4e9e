#pragma once
#include "analysis/audit/findings.hpp"

#include <cstddef>
#include <string>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// For people, no line longer than `width`: attention against influence by horizon, what the columns mean,
/// what comes out, who is heeded and does not matter, and who matters without being heeded.
std::string audit_text(const Audit& audit, const AuditFindings& findings, std::size_t width);

/// kind, title, what was asked, and all numbers; influence of agents one by one.
nlohmann::ordered_json audit_json(const Audit& audit, const AuditFindings& findings);

}  // namespace heed::analysis
