#pragma once
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

namespace heed {

/// A problem at a place in a file; what came from a setting has the setting's name for its place.
Problem problem_at(const toml::source_region& at, std::size_t width, const std::string& file,
                   std::string message, std::string hint);

/// Places that may stay unknown, and those that did.
struct LooseKeys {
  const std::set<std::string>& known;
  std::vector<std::string>& left_over;
};

/// Reads one table into declared parameters, collecting every problem rather than stopping at the first.
class TomlReader final : public Fields {
 public:
  TomlReader(const toml::table& table, std::string where, std::string file, std::vector<Problem>& problems,
             LooseKeys loose)
      : table_(table), where_(std::move(where)), file_(std::move(file)), problems_(problems), loose_(loose) {}

  void choice(std::string_view name, AnyChoice& choice, std::string_view doc) override;
  void kinds(AnyChoice& choice, std::string_view doc) override;
  void list(std::string_view name, AnyList& list, std::string_view doc) override;
  void require(std::string_view name, bool holds, const std::string& message) override;

  /// Called last: whatever was never asked for is unknown. `places` says where it might have been meant to
  /// stand: asked where there is such a key, and once.
  void finish(const std::function<std::vector<std::string>()>& places = {});

 protected:
  void value(std::string_view name, Place place, const Range& range, std::string_view doc) override;
  void group(std::string_view name, std::string_view doc, const std::function<void(Fields&)>& inner) override;

 private:
  const toml::node* find(std::string_view name);
  std::string below(std::string_view name) const;
  void read_choice(const toml::node& node, std::string_view name, AnyChoice& choice);
  /// `number`: may a plain number stand here too?
  bool pick(const toml::node& node, AnyChoice& choice, bool number);
  void report(const toml::node& node, std::string message, std::string hint = "");
  /// A kind that the part of this table may be of, and the keys it would have.
  struct KindKeys {
    std::string_view kind;
    std::vector<std::string> keys;
  };
  std::vector<KindKeys> all_kinds();
  std::string hint_for(const std::string& name, const std::vector<KindKeys>& kinds,
                       const std::vector<std::string>& places) const;

  const toml::table& table_;
  std::string where_, file_;
  std::vector<Problem>& problems_;
  LooseKeys loose_;
  std::vector<std::string> known_, wrong_;
  bool all_known_ = false;       // no key is held against `known_`
  AnyChoice* choice_ = nullptr;  // whose kind stands in this table
};

}  // namespace heed
