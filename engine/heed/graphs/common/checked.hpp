#pragma once
#include "heed/core/choice.hpp"
#include "heed/core/fields.hpp"

#include <string>
#include <string_view>

namespace heed::graphs {

/// What a number of agents may be: 1 to 2^31 - 2.
Range agent_count();

/// Visits the parameters of a part and throws Error (data) at the first that is outside its range or breaks
/// what it must satisfy together with others; `where` opens the message.
class ParameterCheck final : public Fields {
 public:
  explicit ParameterCheck(std::string_view where) : where_(where) {}

  void choice(std::string_view name, AnyChoice& choice, std::string_view doc) override;
  void kinds(AnyChoice& choice, std::string_view doc) override;
  void list(std::string_view name, AnyList& list, std::string_view doc) override;
  void require(std::string_view name, bool holds, const std::string& message) override;

 protected:
  void value(std::string_view name, Place place, const Range& range, std::string_view doc) override;
  void group(std::string_view name, std::string_view doc, const std::function<void(Fields&)>& inner) override;

 private:
  std::string where_;
};

/// Holds a generator to its own declaration of parameters, for those who did not come through a scenario
/// file. Throws Error (data), such as "ring: 'agents' is 0; it should be between 1 and 2147483646".
template <class Source> void check(Source source) {
  ParameterCheck fields(kind_name<Source>());
  source.fields(fields);
}

}  // namespace heed::graphs
