export const words = "plain words, plain words, plain words";
