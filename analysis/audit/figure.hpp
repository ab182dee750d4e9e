#pragma once
#include "analysis/audit/findings.hpp"
#include "analysis/figure/figure.hpp"

namespace heed::analysis {

/// The attention i gives j against the influence of j on i, a point for each pair, beside each other after
/// the first, the middle and the last horizon. Of more than 1500 pairs every so many-th is shown.
Figure audit_figure(const Audit& audit, const AuditFindings& findings);

}  // namespace heed::analysis
