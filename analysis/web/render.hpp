#pragma once
#include <filesystem>

#include <nlohmann/json.hpp>

namespace heed::analysis {

/// Draws a Vega-Lite specification into a file, by its extension: .json is the specification itself; .svg is
/// drawn by the Vega inside heed, run by `node`; .png is that, through `rsvg-convert`, at twice its size.
///
/// Throws Error (usage) for another extension, and where node or rsvg-convert is missing or heed was built
/// without Vega; Error (io) where the file cannot be written; Error (internal) where Vega refuses.
void render(const nlohmann::ordered_json& specification, const std::filesystem::path& out);

/// Throws Error (usage) as `render` would for the name of a file or for a heed without Vega, before anything
/// is computed.
void check_drawable(const std::filesystem::path& out);

}  // namespace heed::analysis
