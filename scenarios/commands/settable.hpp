#pragma once
#include "heed/core/fields.hpp"

#include <functional>
#include <string>
#include <vector>

namespace heed::scenarios {

/// A parameter that --set takes, and what may stand behind its '=', where that is one of a few words.
struct Settable {
  std::string path, meaning;
  std::vector<std::string> words;
};

/// All that a declaration declares, with the parameters of the kinds chosen in it, in the order declared.
std::vector<Settable> settable(const std::function<void(Fields&)>& declare);

}  // namespace heed::scenarios
