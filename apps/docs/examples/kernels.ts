import { det, fft2 } from "@mp/kernels";
import ndarray from "ndarray";

const matrix = ndarray(new Float64Array([2, 1, 1, 3]), [2, 2]);

console.log(det(matrix));
console.log(fft2(matrix).re.data);
