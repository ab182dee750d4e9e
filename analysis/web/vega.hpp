#pragma once
#include <string_view>

namespace heed::analysis {

/// Is Vega inside this program?
bool has_vega();

/// Throws Error (usage) where heed was built without Vega, and says why that was and what to do. `what` needs
/// it: "a report".
void need_vega(std::string_view what);

}  // namespace heed::analysis
