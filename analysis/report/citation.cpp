#include "analysis/report/html.hpp"
#include "analysis/report/section.hpp"
#include "heed/core/version.hpp"

#include <fmt/format.h>

namespace heed::analysis {

Section citation(const Results& results) {
  const std::string bibtex = fmt::format(
      "@software{{heed,\n  author  = {{{{The heed developers}}}},\n"
      "  title   = {{heed: attention-weighted agent-based simulation}},\n  version = {{{}}},\n"
      "  license = {{Apache-2.0}}\n}}\n",
      version());
  return {"cite", "How to cite",
          fmt::format(
              "<p>Name the version and the seed: with them and the scenario file above, others get the same "
              "bits. “{}” was made with heed {}.</p>\n<pre>{}</pre>\n",
              escaped(results.title), escaped(version()), escaped(bibtex))};
}

}  // namespace heed::analysis
