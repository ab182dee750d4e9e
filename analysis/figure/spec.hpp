#pragma once
#include "analysis/figure/data.hpp"
#include "analysis/json.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace heed::analysis {

// What specifications of figures share. All of these are pieces of Vega-Lite.

/// A specification with data, as wide as what it stands in, of this height in pixels.
Json specification(const FigureData& data, int height = 320);

/// A channel of numbers under a title.
Json number_of(std::string_view field, std::string_view title);
/// A channel of texts.
Json text_of(std::string_view field, std::string_view title);
/// Numbers along a logarithmic axis where `logarithmic`.
Json number_on(std::string_view field, std::string_view title, bool logarithmic = false);
/// Days along an axis, from numbers in milliseconds since 1970.
Json date_on(std::string_view field, std::string_view title);

/// Colours of opinions from low to high, blue over grey to orange; the middle of the range is grey.
Json opinion_colour(std::string_view field, double low, double high, std::string_view title = "opinion");
/// Colours of a quantity from nothing to much: viridis, which is also even without colours. The square root
/// of the quantity is what grows evenly, so that little is told from nothing.
Json density_colour(std::string_view field, std::string_view title);
/// The view below it, so that where there is nothing it looks like nothing.
Json density_ground();
/// Colours of categories that people who are colour-blind can tell apart (Okabe and Ito 2008), in the order
/// given; from the ninth on they repeat.
Json category_colour(std::string_view field, std::string_view title, const std::vector<std::string>& order);

/// Rows of which `test` holds, an expression of Vega.
Json filter(std::string_view test);
/// A field that is computed from others of its row.
Json calculate(std::string_view field, std::string_view expression);

/// Adds a slider over the places of these labels, which starts at `at`; its value in expressions is the
/// place, under `name`. Pages show the label of the place beside it.
void add_slider(Json& spec, std::string_view name, std::string_view what,
                const std::vector<std::string>& labels, std::size_t at);
/// The same as a list to choose from; none where there is only one, and then `name` is just 0.
void add_choice(Json& spec, std::string_view name, std::string_view what,
                const std::vector<std::string>& labels);
/// What is chosen from the list `name` stands above the axes: it is what they show.
void head_with_choice(Json& spec, const std::string& name);

/// Dragging moves these axes, the wheel zooms them while Ctrl or ⌘ is down, and so does pinching, which comes
/// as Ctrl and wheel; a double click puts them back. It goes into the `params` of one view, of layers the
/// first.
Json zoom(const std::vector<std::string>& channels);

/// Are these numbers spread over so many powers of ten that a logarithmic axis shows more? All above 0, and
/// the largest at least 8 times the smallest, with ratios more alike than differences.
bool is_geometric(std::vector<double> values);

/// At most `most` places from 0 to count - 1, evenly spaced, first and last among them.
std::vector<std::size_t> even_places(std::size_t count, std::size_t most);

/// "all 50", or "30 of 500, evenly spaced".
std::string part_text(std::size_t shown, std::size_t all);
/// "all 50", or "the first 30 of 500".
std::string first_text(std::size_t shown, std::size_t all);
/// A sentence where not all are shown, else nothing: " Drawn are the first 8 of 12 methods."
std::string first_sentence(std::size_t shown, std::size_t all, std::string_view what);

/// " 9 of 13 observables are shown."; empty where all are.
std::string observables_text(std::size_t shown, std::size_t all);

/// A figure that is no part of a page: with a title, unless it has one of its own, colours for a white
/// ground, and a width. Its sliders and lists still move it.
Json standing_alone(Json spec, const std::string& title);

/// The same on paper: nothing moves, and below the title is what sliders and lists stand at.
Json for_paper(Json spec, const std::string& title);

}  // namespace heed::analysis
