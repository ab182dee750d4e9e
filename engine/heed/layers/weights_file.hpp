#pragma once
#include "heed/layers/parameter.hpp"

#include <filesystem>

namespace heed::layers {

/// What of a file that is there already.
enum class Overwrite { refuse, replace };

/// Writes the values of parameters to an HDF5 file that netCDF readers open as labelled arrays: one variable
/// (rows_n, columns_m) for each, by its dotted path, in the precision they have. The file gets its name when
/// all is written; equal values give equal bytes. Throws Error (usage) where the file exists and is not to be
/// replaced or there is no folder for it, Error (data) where two parameters have one name, Error (numeric)
/// where a value is not finite, Error (io) where writing fails.
template <class Real>
void save_weights(const std::filesystem::path& path, const Parameters<Real>& parameters,
                  Overwrite overwrite = Overwrite::refuse);

/// What of variables in a file that no parameter has the name of.
enum class Extra { refuse, leave };

/// Reads the values of parameters from such a file, of whichever precision. The same bits come back where it
/// is the same. With `leave`, a part of a model can be read from the file of the whole. Throws Error (data)
/// that names everything that is missing, of another shape, not finite, or more than is asked for; no
/// parameter has changed then.
template <class Real>
void load_weights(const std::filesystem::path& path, const Parameters<Real>& parameters,
                  Extra extra = Extra::refuse);

}  // namespace heed::layers
