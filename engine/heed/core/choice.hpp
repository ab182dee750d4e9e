#pragma once
#include "heed/core/error.hpp"
#include "heed/core/fields.hpp"

#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace heed {

/// The full name of a type: "heed::scores::Affinity".
template <class T> constexpr std::string_view type_text() {
  std::string_view f = __PRETTY_FUNCTION__;  // "... [with T = heed::scores::Affinity; ...]" or "... [T = …]"
  f = f.substr(f.find("T = ") + 4);
  return f.substr(0, f.find_first_of("];"));
}

/// The name of a type in files: its own, in snake case. `scores::Affinity` is "affinity".
template <class T> std::string_view kind_name() {
  static const std::string name = [] {
    std::string_view f = type_text<T>();
    f = f.substr(f.rfind(':') + 1);
    std::string out;
    for (const char c : f) {
      const bool capital = c >= 'A' && c <= 'Z';
      if (capital && !out.empty()) out += '_';
      out += capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
  }();
  return name;
}

/// The catalogue a type belongs to, its innermost namespace: "scores".
template <class T> constexpr std::string_view catalogue_name() {
  std::string_view f = type_text<T>();
  f = f.substr(0, f.rfind("::"));
  return f.substr(f.rfind(':') + 1);
}

/// The fields of a part, where it has any.
template <class T> void visit_fields(T& part, Fields& f) {
  if constexpr (requires { part.fields(f); }) part.fields(f);
}

template <class Tuple> class Choice;

/// One of a catalogue: a std::variant that knows the names and parameters of its alternatives.
template <class... Ts> class Choice<std::tuple<Ts...>> final : public AnyChoice {
 public:
  Choice() = default;
  template <class T>
    requires(std::is_same_v<T, Ts> || ...)
  Choice(T part) : part_(std::move(part)) {}  // NOLINT: a part is a choice of itself

  std::string_view catalogue() const override {
    return catalogue_name<std::tuple_element_t<0, std::tuple<Ts...>>>();
  }
  std::vector<Kind> kinds() const override { return {Kind{kind_name<Ts>(), Ts::summary}...}; }
  std::string_view kind() const override {
    return std::visit([]<class T>(const T&) { return kind_name<T>(); }, part_);
  }
  void choose(std::string_view kind) override {
    const bool found = ((kind_name<Ts>() == kind && (part_.template emplace<Ts>(), true)) || ...);
    if (!found) throw Error(ErrorKind::internal, "no kind '" + std::string(kind) + "'");
  }
  void fields(Fields& f) override {
    std::visit([&f](auto& part) { visit_fields(part, f); }, part_);
  }

  /// The chosen part, for std::visit.
  const std::variant<Ts...>& part() const { return part_; }
  template <class T> const T* get() const { return std::get_if<T>(&part_); }
  template <class T> T* get() { return std::get_if<T>(&part_); }

 private:
  std::variant<Ts...> part_;
};

/// A list whose elements are choices.
template <class Tuple> class ChoiceList final : public AnyList {
 public:
  ChoiceList() = default;
  ChoiceList(std::initializer_list<Choice<Tuple>> items) : items_(items) {}

  std::size_t size() const override { return items_.size(); }
  void clear() override { items_.clear(); }
  void add() override { items_.emplace_back(); }
  void fields(std::size_t index, Fields& f) override { f.kinds(items_[index], "which"); }
  AnyChoice* choice(std::size_t index) override { return &items_[index]; }

  void push_back(Choice<Tuple> item) { items_.push_back(std::move(item)); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  const Choice<Tuple>& operator[](std::size_t i) const { return items_[i]; }

 private:
  std::vector<Choice<Tuple>> items_;
};

/// A list of equal parts: `[[event]]`.
template <class T> class PartList final : public AnyList {
 public:
  std::size_t size() const override { return items_.size(); }
  void clear() override { items_.clear(); }
  void add() override { items_.emplace_back(); }
  void fields(std::size_t index, Fields& f) override { items_[index].fields(f); }
  AnyChoice* choice(std::size_t) override { return nullptr; }

  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<T> items_;
};

}  // namespace heed
