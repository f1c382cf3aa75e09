declare module "*?raw" {
    const isi: string;
    export default isi;
}
declare module "*.css";
