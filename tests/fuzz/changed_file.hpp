#pragma once
// HDF5 files that libhdf5 reads and that hold anything: files of heed, changed as some bytes say. Files with
// damaged structure are libhdf5's to refuse; what is tried here is what heed makes of arrays, texts,
// attributes and links that it did not write.
#include "heed/io/hdf5_detail.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/choices.hpp"
#include "unit/analysis/network_run.hpp"
#include "unit/analysis/sample_files.hpp"
#include <hdf5.h>
#include <hdf5_hl.h>

namespace heed::tests {

/// Where files of each layout are, to be changed: runs without and with a network, sweeps of three designs.
inline std::vector<std::string> sample_files(const sample::Folder& folder) {
  return {sample::write_run(folder / "run.h5"),
          sample::NetworkRun{.later = true}.write(folder / "network.h5"),
          sample::write_grid(folder / "grid.h5"),
          sample::write_hypercube(folder / "cube.h5"),
          sample::write_points(folder / "sobol.h5", "sobol", 3, 2),
          sample::write_points(folder / "zip.h5", "zip", 3, 2)};
}

/// Changes a file in place, up to 12 times.
class ChangedFile {
 public:
  ChangedFile(const std::string& path, Choices& choices)
      : choices_(choices), file_(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT)) {
    if (!file_) return;
    look();
    for (int change = 0; change < 12 && choices_.any() && !names_.empty(); ++change) {
      const std::string name = names_[choices_.below(names_.size())];
      switch (choices_.below(8)) {
        case 0: H5Ldelete(id(file_), name.c_str(), H5P_DEFAULT); break;
        case 1: other_array(name); break;
        case 2: other_number(name); break;
        case 3: other_text(name); break;
        case 4: other_attribute(name); break;
        case 5: no_attribute(name); break;
        case 6: other_link(name); break;
        default: other_length(name); break;
      }
      look();
    }
  }

 private:
  using Handle = hdf5::Handle;
  static hid_t id(const Handle& handle) { return handle.id(); }

  double number() {
    constexpr double none = std::numeric_limits<double>::quiet_NaN(),
                     endless = std::numeric_limits<double>::infinity();
    static constexpr std::array<double, 17> awkward = {0,       -1,    1,    0.5,     1e308,   -1e308,
                                                       1.0 / 3, 1e-40, 3e9,  -3e9,    1.0e16,  255,
                                                       -0.0,    7,     none, endless, -endless};
    return choices_.of(awkward);
  }

  /// The objects and groups of the file, in the order of their names; where one links to itself, once.
  void look() {
    names_ = {"/"};
    H5Lvisit(
        id(file_), H5_INDEX_NAME, H5_ITER_INC,
        [](hid_t, const char* name, const H5L_info_t*, void* names) {
          static_cast<std::vector<std::string>*>(names)->emplace_back(name);
          return herr_t{0};
        },
        &names_);
  }

  Handle type() {
    switch (choices_.below(14)) {
      case 0: return Handle(H5Tcopy(H5T_IEEE_F64LE));
      case 1: return Handle(H5Tcopy(H5T_IEEE_F32LE));
      case 2: return Handle(H5Tcopy(H5T_STD_I8LE));
      case 3: return Handle(H5Tcopy(H5T_STD_I32LE));
      case 4: return Handle(H5Tcopy(H5T_STD_I64LE));
      case 5: return Handle(H5Tcopy(H5T_STD_U64BE));
      case 6: return hdf5::file_type(Type::text);
      case 7: {
        Handle fixed(H5Tcopy(H5T_C_S1));
        H5Tset_size(id(fixed), 3);
        return fixed;
      }
      case 8: {
        Handle compound(H5Tcreate(H5T_COMPOUND, 8));
        H5Tinsert(id(compound), "r", 0, H5T_IEEE_F64LE);
        return compound;
      }
      case 9: return Handle(H5Tvlen_create(H5T_IEEE_F64LE));
      case 10: return Handle(H5Tcopy(H5T_STD_REF_OBJ));
      case 11: {
        const hsize_t length = 2;
        return Handle(H5Tarray_create2(H5T_STD_I32LE, 1, &length));
      }
      case 12: return Handle(H5Tcreate(H5T_OPAQUE, 5));
      default: return Handle(H5Tcopy(H5T_STD_B8LE));
    }
  }

  Handle space(hsize_t& values) {
    static constexpr std::array<hsize_t, 12> lengths = {3, 0,  1,  2,    4,       5,
                                                        7, 12, 60, 1000, 1 << 20, hsize_t{1} << 33};
    std::vector<hsize_t> shape(choices_.below(5));
    values = 1;
    for (hsize_t& length : shape) values *= length = choices_.of(lengths);
    if (shape.empty() && choices_.below(4) == 3) return Handle(H5Screate(H5S_NULL));
    return Handle(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr));
  }

  /// Another array in place of one, of any type and shape, along any axes; large ones say their size and hold
  /// nothing.
  void other_array(const std::string& name) {
    const bool is_scale = H5DSis_scale(id(Handle(H5Oopen(id(file_), name.c_str(), H5P_DEFAULT)))) > 0;
    H5Ldelete(id(file_), name.c_str(), H5P_DEFAULT);
    hsize_t values = 1;
    const Handle type = this->type(), space = this->space(values), layout(H5Pcreate(H5P_DATASET_CREATE));
    const int rank = H5Sget_simple_extent_ndims(id(space));
    if (values > 10'000 && rank > 0) {
      const std::vector<hsize_t> chunk(static_cast<std::size_t>(rank), 4);
      H5Pset_chunk(id(layout), rank, chunk.data());
      if (choices_.below(2) == 1) H5Pset_deflate(id(layout), 1);
    }
    const Handle array(
        H5Dcreate2(id(file_), name.c_str(), id(type), id(space), H5P_DEFAULT, id(layout), H5P_DEFAULT));
    if (!array) return;
    if (values <= 10'000 && H5Tget_class(id(type)) <= H5T_FLOAT) {
      std::vector<double> all(std::max<hsize_t>(values, 1));
      for (std::size_t k = 0; k < all.size(); ++k) all[k] = k < 8 ? number() : static_cast<double>(k);
      H5Dwrite(id(array), H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data());
    } else if (values <= 100 && H5Tis_variable_str(id(type)) > 0) {
      std::vector<std::string> texts(std::max<hsize_t>(values, 1));
      std::vector<const char*> all;
      for (std::string& text : texts) all.push_back((text = choices_.text()).c_str());
      H5Dwrite(id(array), id(type), H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data());
    }
    if (is_scale != (choices_.below(8) == 7)) H5DSset_scale(id(array), name.c_str());
    for (int axis = 0; axis < rank; ++axis) {
      const Handle scale(H5Oopen(id(file_), names_[choices_.below(names_.size())].c_str(), H5P_DEFAULT));
      if (scale) H5DSattach_scale(id(array), id(scale), static_cast<unsigned>(axis));
    }
  }

  Handle array_of(const std::string& name, H5T_class_t type_class, std::vector<hsize_t>& shape) const {
    Handle array(H5Oopen(id(file_), name.c_str(), H5P_DEFAULT));
    if (!array || H5Iget_type(id(array)) != H5I_DATASET) return {};
    const Handle type(H5Dget_type(id(array))), space(H5Dget_space(id(array)));
    if (type_class != H5T_NO_CLASS && H5Tget_class(id(type)) != type_class) return {};
    shape.resize(static_cast<std::size_t>(std::max(0, H5Sget_simple_extent_ndims(id(space)))));
    H5Sget_simple_extent_dims(id(space), shape.data(), nullptr);
    if (std::find(shape.begin(), shape.end(), hsize_t{0}) != shape.end()) return {};
    return array;
  }

  void other_number(const std::string& name) {
    std::vector<hsize_t> shape;
    Handle array = array_of(name, H5T_FLOAT, shape);
    if (!array) array = array_of(name, H5T_INTEGER, shape);
    if (!array) return;
    const Handle space(H5Dget_space(id(array))), one(H5Screate(H5S_SCALAR));
    std::vector<hsize_t> place;
    for (const hsize_t length : shape) place.push_back(choices_.below(length));
    if (!place.empty()) H5Sselect_elements(id(space), H5S_SELECT_SET, 1, place.data());
    const double value = number();
    H5Dwrite(id(array), H5T_NATIVE_DOUBLE, id(one), id(space), H5P_DEFAULT, &value);
  }

  /// Bytes in place of some of a text.
  std::string spliced(std::string text) {
    const std::size_t at = choices_.below(text.size() + 1);
    return text.replace(at, choices_.below(16), choices_.text());
  }

  void other_text(const std::string& name) {
    std::vector<hsize_t> shape;
    const Handle array = array_of(name, H5T_STRING, shape);
    if (!array) return;
    hsize_t values = 1;
    for (const hsize_t length : shape) values *= length;
    if (values > 1000 || H5Tis_variable_str(id(Handle(H5Dget_type(id(array))))) <= 0) return;
    const Handle type = hdf5::file_type(Type::text), space(H5Dget_space(id(array)));
    std::vector<char*> all(values);
    if (H5Dread(id(array), id(type), H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data()) < 0) return;
    std::vector<const char*> changed(all.begin(), all.end());
    const std::size_t which = choices_.below(values);
    const std::string text = spliced(all[which] ? all[which] : "");
    changed[which] = text.c_str();
    H5Dwrite(id(array), id(type), H5S_ALL, H5S_ALL, H5P_DEFAULT, changed.data());
    H5Dvlen_reclaim(id(type), id(space), H5P_DEFAULT, all.data());
  }

  /// One of the attributes of an object, or one that heed knows.
  std::string attribute_of(hid_t object) {
    static constexpr std::array<const char*, 12> known = {
        "path",  "flag_values", "flag_meanings", "_FillValue", "units",    "status",
        "title", "heed_format", "scenario",      "design",     "warnings", "steps"};
    std::array<char, 100> name{};
    const std::size_t which = choices_.below(24);
    if (H5Aget_name_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, which, name.data(), name.size() - 1,
                           H5P_DEFAULT) > 0)
      return name.data();
    return choices_.of(known);
  }

  void other_attribute(const std::string& name) {
    const Handle object(H5Oopen(id(file_), name.c_str(), H5P_DEFAULT));
    if (!object) return;
    const std::string attribute = attribute_of(id(object));
    std::string before;
    if (const Handle was(H5Aopen(id(object), attribute.c_str(), H5P_DEFAULT)); was) {
      const Handle type = hdf5::file_type(Type::text);
      char* text = nullptr;
      if (H5Tis_variable_str(id(Handle(H5Aget_type(id(was))))) > 0 &&
          H5Aread(id(was), id(type), &text) >= 0 && text) {
        before = text;
        H5free_memory(text);
      }
    }
    H5Adelete(id(object), attribute.c_str());
    if (choices_.below(2) == 0) {
      const Handle type = hdf5::file_type(Type::text), space(H5Screate(H5S_SCALAR));
      const Handle made(
          H5Acreate2(id(object), attribute.c_str(), id(type), id(space), H5P_DEFAULT, H5P_DEFAULT));
      const std::string text = spliced(before);
      const char* start = text.c_str();
      if (made) H5Awrite(id(made), id(type), &start);
      return;
    }
    hsize_t values = 1;
    const Handle type = this->type(), space = this->space(values);
    if (values > 1000) return;
    const Handle made(
        H5Acreate2(id(object), attribute.c_str(), id(type), id(space), H5P_DEFAULT, H5P_DEFAULT));
    if (!made || H5Tget_class(id(type)) > H5T_FLOAT) return;
    std::vector<double> all(std::max<hsize_t>(values, 1));
    for (std::size_t k = 0; k < all.size() && k < 8; ++k) all[k] = number();
    H5Awrite(id(made), H5T_NATIVE_DOUBLE, all.data());
  }

  void no_attribute(const std::string& name) {
    const Handle object(H5Oopen(id(file_), name.c_str(), H5P_DEFAULT));
    if (object) H5Adelete(id(object), attribute_of(id(object)).c_str());
  }

  /// Another name for an object, also one that leads in a circle or nowhere, or its name for another object.
  void other_link(const std::string& name) {
    const std::string other =
        choices_.below(2) == 0 ? names_[choices_.below(names_.size())] : choices_.text();
    switch (choices_.below(4)) {
      case 0: H5Lmove(id(file_), name.c_str(), id(file_), other.c_str(), H5P_DEFAULT, H5P_DEFAULT); break;
      case 1:
        H5Lcreate_hard(id(file_), name.c_str(), id(file_), (other + "/x").c_str(), H5P_DEFAULT, H5P_DEFAULT);
        break;
      case 2:
        H5Ldelete(id(file_), name.c_str(), H5P_DEFAULT);
        H5Lcreate_soft(other.c_str(), id(file_), name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
        break;
      default:
        H5Ldelete(id(file_), name.c_str(), H5P_DEFAULT);
        H5Lcreate_external("other.h5", other.c_str(), id(file_), name.c_str(), H5P_DEFAULT, H5P_DEFAULT);
    }
  }

  /// More or fewer places along an axis that grows.
  void other_length(const std::string& name) {
    std::vector<hsize_t> shape;
    const Handle array = array_of(name, H5T_NO_CLASS, shape);
    if (!array || shape.empty()) return;
    static constexpr std::array<hsize_t, 6> lengths = {0, 1, 2, 3, 100, 2000};
    shape[choices_.below(shape.size())] = choices_.of(lengths);
    H5Dset_extent(id(array), shape.data());
  }

  Choices& choices_;
  Handle file_;
  std::vector<std::string> names_;
};

/// Writes one of these files to a path, chosen and changed as the bytes say.
inline void write_changed(const std::string& path, std::span<const std::string> files,
                          std::string_view bytes) {
  constexpr std::size_t room = 9;  // for files that are yet to come: bytes go on meaning the same
  Choices choices(bytes);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << files[choices.below(room) % files.size()];
  ChangedFile(path, choices);
}

}  // namespace heed::tests
