// Of the reader of scenario files: keys that nothing asked for, and where they would belong.
#include "heed/core/places.hpp"
#include "heed/io/toml_reader.hpp"

#include <algorithm>

namespace heed {
namespace {

bool holds(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<TomlReader::KindKeys> TomlReader::all_kinds() {
  std::vector<KindKeys> out;
  if (!choice_) return out;
  const toml::table nothing;
  std::vector<Problem> ignored;
  for_each_kind(*choice_, [&](const Kind& kind) {
    TomlReader asked(nothing, where_, file_, ignored, loose_);
    choice_->fields(asked);
    out.push_back({kind.name, asked.known_});
  });
  TomlReader again(table_, where_, file_, ignored, loose_);  // to choose was to forget what the table says
  again.kinds(*choice_, "");
  return out;
}

std::string TomlReader::hint_for(const std::string& name, const std::vector<KindKeys>& kinds,
                                 const std::vector<std::string>& places) const {
  std::vector<std::string> others;
  for (const auto& [kind, keys] : kinds)
    if (holds(keys, name)) others.push_back("\"" + std::string(kind) + "\"");
  if (!others.empty())
    return "it is of " + below("kind") + " = " + join_first(4, others) + ", and here that is \"" +
           std::string(choice_->kind()) + "\"; set " + below("kind") + " as well";
  if (const auto meant = places_called(name, places); !meant.empty())
    return "did you mean '" + join(meant, "' or '") + "'?";
  if (const std::string near = nearest(name, known_); !near.empty()) return "did you mean '" + near + "'?";
  return known_.empty() ? "no keys are known here" : "keys here: " + join(known_);
}

void TomlReader::finish(const std::function<std::vector<std::string>()>& places) {
  if (all_known_) return;
  std::vector<const toml::key*> unknown;
  for (auto&& [key, node] : table_) {
    const std::string name(key.str());
    if (holds(known_, name)) continue;
    if (loose_.known.count(below(name)) > 0)
      loose_.left_over.push_back(below(name));
    else
      unknown.push_back(&key);
  }
  if (unknown.empty()) return;
  const std::vector<KindKeys> kinds = all_kinds();
  const std::vector<std::string> elsewhere = places ? places() : std::vector<std::string>();
  for (const toml::key* key : unknown) {
    const std::string name(key->str());
    problems_.push_back(
        problem_at(key->source(), name.size(), file_,
                   "unknown key '" + name + "' in " + (where_.empty() ? "the file" : "[" + where_ + "]"),
                   hint_for(name, kinds, elsewhere)));
  }
}

}  // namespace heed
