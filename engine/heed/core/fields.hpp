#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace heed {

// Parameters are declared once. A type says
//
//     void fields(Fields& f) { f("radius", radius, above(0), "opinions further apart than this are not
//     heeded"); }
//
// and that one declaration reads and checks scenario files, prints `heed describe`, writes the attributes of
// the HDF5 file, makes the JSON Schema, and says what a sweep may vary. Each of these is a visitor: a kind of
// Fields.

/// A file named in a scenario file: as written there, and where that is seen from the place of the scenario
/// file.
struct Path {
  std::string written;
  std::string resolved;
  bool empty() const { return written.empty(); }
};

/// A parameter by its place, and the value to give it, as TOML: {"attention.temperature", "0.2",
/// "my.toml:7:3"}.
struct Setting {
  std::string path;
  std::string value;
  std::string where;  ///< where this was said, for messages: "file:line:column" or "--set path=value"
};

/// What a value must satisfy, and the words to say so.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_open = false, high_open = false;
  std::vector<std::string> words;  ///< for text: the only ones allowed; empty allows all

  bool holds(double value) const;
  std::string says() const;  ///< "above 0", "between 0 and 1", or empty
};
Range any();
Range above(double low);
Range at_least(double low);
Range between(double low, double high);
Range one_of(std::vector<std::string> words);

/// Where a parameter lives. Lists of numbers check each of their elements.
using Place = std::variant<double*, std::int64_t*, bool*, std::string*, Path*, std::vector<double>*,
                           std::vector<std::int64_t>*, std::vector<std::string>*,
                           std::vector<std::vector<double>>*, std::vector<Setting>*>;

class Fields;

/// The name of one kind of a part, and the line that explains it.
struct Kind {
  std::string_view name;
  std::string_view summary;
};

/// A part that comes in kinds, such as a score: one of a catalogue, with the parameters of its own.
class AnyChoice {
 public:
  virtual ~AnyChoice() = default;
  virtual std::string_view catalogue() const = 0;  ///< its name: "scores"
  virtual std::vector<Kind> kinds() const = 0;
  virtual std::string_view kind() const = 0;       ///< the present one
  virtual void choose(std::string_view kind) = 0;  ///< makes it this kind, with the kind's defaults
  virtual void fields(Fields& f) = 0;              ///< of the present kind
};

/// A list of parts, such as the masks or the events of a run.
class AnyList {
 public:
  virtual ~AnyList() = default;
  virtual std::size_t size() const = 0;
  virtual void clear() = 0;
  virtual void add() = 0;                                 ///< one more, with defaults
  virtual void fields(std::size_t index, Fields& f) = 0;  ///< of one element
  virtual AnyChoice* choice(
      std::size_t index) = 0;  ///< when elements may be written as a bare name; else null
};

/// A visitor of parameters.
class Fields {
 public:
  virtual ~Fields() = default;

  template <class T>
  void operator()(std::string_view name, T& value, const Range& range, std::string_view doc) {
    this->value(name, Place(&value), range, doc);
  }

  /// One of a few words, held as an enum whose values are numbered as the words are.
  template <class E, std::size_t N>
  void word(std::string_view name, E& value, const std::array<std::string_view, N>& words,
            std::string_view doc) {
    std::string text(words[static_cast<std::size_t>(value)]);
    this->value(name, Place(&text), one_of({words.begin(), words.end()}), doc);
    for (std::size_t i = 0; i < N; ++i)
      if (text == words[i]) value = static_cast<E>(i);
  }

  /// A table [name] inside this one.
  template <class T> void table(std::string_view name, T& part, std::string_view doc) {
    group(name, doc, [&part](Fields& f) { part.fields(f); });
  }

  /// `name = "kind"` or `name = { kind = "…", … }`.
  virtual void choice(std::string_view name, AnyChoice& choice, std::string_view doc) = 0;
  /// `kind = "…"` and the parameters of that kind, among those of the present table.
  virtual void kinds(AnyChoice& choice, std::string_view doc) = 0;
  /// `[[name]]`, or `name = [ … ]`; one element may stand without brackets.
  virtual void list(std::string_view name, AnyList& list, std::string_view doc) = 0;
  /// What must hold between parameters; reported at the place of `name`.
  virtual void require(std::string_view /*name*/, bool /*holds*/, const std::string& /*message*/) {}

 protected:
  virtual void value(std::string_view name, Place place, const Range& range, std::string_view doc) = 0;
  virtual void group(std::string_view name, std::string_view doc,
                     const std::function<void(Fields&)>& inner) = 0;
};

/// "true or false", "a whole number", "a number", "text" …
std::string_view type_name(const Place& place);

/// A value as TOML writes it: 0.2, "ring", [1, 2].
std::string to_toml(const Place& place);

/// The shortest decimal that reads back as the same number.
std::string to_text(double value);

}  // namespace heed
