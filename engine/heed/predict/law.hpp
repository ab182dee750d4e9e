#pragma once
#include "heed/predict/case.hpp"
#include "heed/predict/record.hpp"

#include <concepts>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace heed {

/// A number that follows from the setting alone, and how the same number is found in a run.
struct Prediction {
  std::string quantity;  ///< "consensus", "variance at the end"
  double value = 0;
  std::string remark = {};                             ///< what it assumes or leaves out
  std::function<double(const Record&)> measured = {};  ///< NaN where the run did not keep it; may be empty
};

/// What a law says of a setting: why it does not hold, or what it predicts.
struct Answer {
  std::string reason;  ///< empty where it holds
  std::vector<Prediction> predictions;
};

/// A law: closed form, theorem, or eigen-solution that holds for some settings. One file of the catalogue
/// `theory`. It looks at the setting, says which of its assumptions fails, or what follows.
template <class L>
concept TheoryLaw = requires(const L law, const Case& setting) {
  { L::summary } -> std::convertible_to<std::string_view>;
  { L::source } -> std::convertible_to<std::string_view>;
  { law(setting) } -> std::same_as<Answer>;
};

/// The answer of a law of the catalogue.
struct Finding {
  std::string_view law, summary, source;
  Answer answer;
};

/// The laws of the catalogue: name and summary.
std::vector<Kind> laws_of_theory();
/// Where one of them comes from; empty for a name that is none.
std::string_view source_of_law(std::string_view law);

/// Asks every law of the catalogue. Laws that hold come first, each sort in the order of the catalogue.
std::vector<Finding> ask_all(const Case& setting);

}  // namespace heed
