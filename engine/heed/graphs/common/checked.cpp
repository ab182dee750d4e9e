#include "heed/graphs/common/checked.hpp"

#include "heed/core/error.hpp"

#include <type_traits>

namespace heed::graphs {
namespace {

/// The first number that is out of range, as text; empty when all are within.
std::string outside(double number, const Range& range) {
  return range.holds(number) ? std::string() : to_text(number);
}
std::string outside(std::int64_t number, const Range& range) {
  return range.holds(static_cast<double>(number)) ? std::string() : std::to_string(number);
}
template <class T> std::string outside(const std::vector<T>& list, const Range& range) {
  for (const T& item : list)
    if (std::string text = outside(item, range); !text.empty()) return text;
  return {};
}

template <class T> inline constexpr bool is_number = std::is_arithmetic_v<T>;
template <class T> inline constexpr bool is_number<std::vector<T>> = is_number<T>;

}  // namespace

Range agent_count() { return between(1, 2147483646); }

void ParameterCheck::choice(std::string_view, AnyChoice& choice, std::string_view) { choice.fields(*this); }
void ParameterCheck::kinds(AnyChoice& choice, std::string_view) { choice.fields(*this); }
void ParameterCheck::list(std::string_view, AnyList& list, std::string_view) {
  for (std::size_t i = 0; i < list.size(); ++i) list.fields(i, *this);
}

void ParameterCheck::require(std::string_view, bool holds, const std::string& message) {
  if (!holds) throw Error(ErrorKind::data, where_ + ": " + message);
}

void ParameterCheck::value(std::string_view name, Place place, const Range& range, std::string_view) {
  std::visit(
      [&]<class T>(const T* value) {
        if constexpr (is_number<T> && !std::is_same_v<T, bool>)
          if (const std::string text = outside(*value, range); !text.empty())
            throw Error(ErrorKind::data, where_ + ": '" + std::string(name) + "' is " + text +
                                             "; it should be " + range.says());
      },
      place);
}

void ParameterCheck::group(std::string_view, std::string_view, const std::function<void(Fields&)>& inner) {
  inner(*this);
}

}  // namespace heed::graphs
