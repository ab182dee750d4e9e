#include "heed/predict/law.hpp"
#include "heed/theory.hpp"

#include <algorithm>

namespace heed {

std::vector<Kind> laws_of_theory() {
  return []<TheoryLaw... L>(std::tuple<L...>*) {
    return std::vector<Kind>{Kind{kind_name<L>(), L::summary}...};
  }
  (static_cast<theory::Catalogue*>(nullptr));
}

std::string_view source_of_law(std::string_view law) {
  return [law]<TheoryLaw... L>(std::tuple<L...>*) {
    std::string_view out;
    ((kind_name<L>() == law ? void(out = L::source) : void()), ...);
    return out;
  }
  (static_cast<theory::Catalogue*>(nullptr));
}

std::vector<Finding> ask_all(const Case& setting) {
  std::vector<Finding> out;
  [&]<TheoryLaw... L>(std::tuple<L...>*) {
    (out.push_back({kind_name<L>(), L::summary, L::source, L()(setting)}), ...);
  }
  (static_cast<theory::Catalogue*>(nullptr));
  std::stable_partition(out.begin(), out.end(), [](const Finding& f) { return f.answer.reason.empty(); });
  return out;
}

}  // namespace heed
