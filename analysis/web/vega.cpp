#include "analysis/web/vega.hpp"

#include "analysis/web/files.hpp"
#include "heed/core/error.hpp"

#include <fmt/format.h>

namespace heed::analysis {

bool has_vega() { return !files::vega.empty(); }

void need_vega(std::string_view what) {
  if (has_vega()) return;
  throw Error(ErrorKind::usage, fmt::format("{} needs Vega, which is not in this heed: {}; where npm and "
                                            "a network are, build again with: ./heed build",
                                            what, HEED_VEGA_OFF));
}

}  // namespace heed::analysis
