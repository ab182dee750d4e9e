#pragma once
#include "analysis/audit/findings.hpp"
#include "analysis/figure/figure.hpp"

namespace heed::analysis {

/// The attention i gives j against the influence of j on i, a point for each pair in which i heeds j, beside
/// each other after the first, the middle and the last horizon. Of more than 1000 pairs every so many-th is
/// shown, which the caption says.
Figure audit_figure(const Audit& audit, const AuditFindings& findings);

}  // namespace heed::analysis
