#pragma once
#include "heed/core/fields.hpp"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace heed {

/// A parameter and its present value: {"attention.temperature.value", 0.2, "0.2"}.
struct Parameter {
  std::string path;
  std::variant<bool, std::int64_t, double, std::string> value;  ///< lists as TOML text
  std::string toml;
  std::string file;  ///< of a parameter that names a file: where it is
};

/// All parameters with their present values, those of the chosen kinds only, in the order declared.
std::vector<Parameter> parameters(const std::function<void(Fields&)>& declare);

/// The reference of all parameters as text for people: `heed describe`. Every key with default, type, range
/// and meaning, then every catalogue that is met, each kind with its own parameters. `topic` narrows it to a
/// place ("attention", "attention.score"), a catalogue ("scores") or a kind ("similarity"); empty is all.
/// Returns "" for an unknown topic.
std::string describe(const std::function<void(Fields&)>& declare, const std::string& topic = "");

/// Every word `describe` has a topic for: places, catalogues and kinds.
std::vector<std::string> topics(const std::function<void(Fields&)>& declare);

/// One catalogue as met among the parameters.
struct Catalogue {
  std::string name;
  std::vector<Kind> kinds;
};

/// The catalogues that are met, in the order met.
std::vector<Catalogue> catalogues(const std::function<void(Fields&)>& declare);

}  // namespace heed
