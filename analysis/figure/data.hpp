#pragma once
#include "analysis/table.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// The rows of a figure. They stand in its specification as CSV, in a third of the room of JSON; numbers have
/// twelve digits unless they are whole, and those that are missing or not finite are null.
class FigureData {
 public:
  /// A column of numbers or of texts, by a name of our own: names are no place for what users wrote.
  struct Field {
    std::string name;
    bool is_text = false;
  };

  FigureData(std::initializer_list<Field> fields) : fields_(fields) {}

  void add_field(std::string name) { fields_.push_back({std::move(name)}); }
  /// A cell for each field.
  void add(const std::vector<Cell>& cells);
  std::size_t rows() const { return rows_; }

  /// As Vega-Lite reads it: {"values": …, "format": …}.
  nlohmann::ordered_json json() const;

 private:
  std::vector<Field> fields_;
  std::string csv_;
  std::size_t rows_ = 0;
};

/// A number with so many significant digits; NaN where it is not finite.
double to_digits(double value, int digits);

/// The significant digits by which numbers from low to high differ as much as a screen shows: four, and more
/// where they lie close together for their size, as 1000.25 and 1000.75 do.
int digits_between(double low, double high);

}  // namespace heed::analysis
